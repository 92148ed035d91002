//! Whether the file is the one that was published.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::journeys::errands::find_in_page as find;
use crate::person::Person;

const PICK: &str = "The file you opened";
const PUBLISHED: &str = "The published SHA-256";
const SAME: &str = "The program and the policy in this file are those that run in the page.";
const ANOTHER: &str = "is not what runs in the page";
const EQUAL: &str = "It is the published one.";
const DIFFERS: &str = "It is not the published one.";

#[tokio::test]
async fn the_digest_of_the_file_is_computed_and_compared() {
    Person::works("checks_the_file", async |person| {
        let file = PathBuf::from(env::var_os("CASEREAD_PAGE").unwrap());
        let page = fs::read(&file).unwrap();
        let beside = fs::read_to_string(file.with_file_name("caseread.html.sha256")).unwrap();
        assert_eq!(beside, format!("{}  caseread.html\n", wire::digest(&page)));
        let folder = tempfile::tempdir().unwrap();

        person.goes_to("#/about").await;
        person.sees(concat!("Caseread ", env!("CARGO_PKG_VERSION"))).await;
        person.picks_file(PICK, &file).await;
        person.sees(&wire::digest(&page)).await;
        person.sees("Compare it with the published one").await;
        person.sees(SAME).await;
        person.fills(PUBLISHED, "no digits").await;
        person.sees("There are no 64 digits").await;
        person.fills(PUBLISHED, beside.trim()).await;
        person.sees(EQUAL).await;

        // One letter of the program, which no digest of the policy covers.
        let mut altered = page.clone();
        altered[find(&page, "id=\"module\"") + 1000] ^= 1;
        let other = folder.path().join("other.html");
        fs::write(&other, &altered).unwrap();
        person.picks_file(PICK, &other).await;
        person.sees(&wire::digest(&altered)).await;
        person.sees(DIFFERS).await;
        person.sees(ANOTHER).await;

        // One letter of the policy.
        let mut altered = page.clone();
        altered[find(&page, "connect-src 'none'") + 26] ^= 1;
        fs::write(&other, &altered).unwrap();
        person.picks_file(PICK, &other).await;
        person.sees(&wire::digest(&altered)).await;
        person.sees(DIFFERS).await;
        person.sees(ANOTHER).await;

        // A program beside the digest is told to whoever picks nothing, too.
        person.sees("SHA-256 of the program that runs in this page").await;
        let large = folder.path().join("large.html");
        fs::File::create(&large).unwrap().set_len(20_000_001).unwrap();
        person.picks_file(PICK, &large).await;
        person.sees("large.html could not be read as a page.").await;
    })
    .await;
}
