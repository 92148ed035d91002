//! What the laptop check says where an organisation has settled what the browser may do: each estate
//! over two visits, the browser closed in between.
//!
//! The policies are seen by the browser of the test alone; nothing on the machine is altered.

use std::fs;
use std::path::{Path, PathBuf};

use crate::browser::{Browser, Estate, can_be_managed};
use crate::journeys::checks_the_laptop::{comes_back, mark, runs_the_check, saves_the_check_file};
use crate::person::Person;

/// Whether this estate can be had here. `cargo xtask test` says loudly where it cannot.
fn can_be_had(estate: Estate) -> bool {
    let chromium = Browser::asked_for().is_ok_and(|browser| browser == Browser::Chromium);
    chromium && (estate == Estate::Private || can_be_managed())
}

/// The check file as the page writes it.
fn writes_the_check_file(folder: &Path, mark: &str) -> PathBuf {
    let file = folder.join("caseread-check.json");
    fs::write(&file, laptop::Mark::parse(mark).unwrap().file()).unwrap();
    file
}

/// Two visits, and the verdict of each. On the second one the mark is known from the check file or from
/// the address.
async fn check(estate: Estate, test: &str, first: &str, second: &str) {
    if !can_be_had(estate) {
        return;
    }
    Person::works_on(estate, test, async |person| {
        runs_the_check(person).await;
        person.sees_role("heading 2", first).await;
        let mark = mark(person).await;
        let kept = tempfile::tempdir().unwrap();
        let file = match estate {
            // The driver of a private window leaves its downloads nowhere.
            Estate::Private => writes_the_check_file(kept.path(), &mark),
            _ => saves_the_check_file(person).await,
        };

        person.closes_and_reopens().await;
        comes_back(person, "#/check").await;
        person.picks_file("Pick the check file up again", &file).await;
        if second == KEEPS {
            person.clicks("checkbox", "I closed every window of this browser after…").await;
            person.clicks("button", "Run the check").await;
        }
        person.sees_role("heading 2", second).await;

        comes_back(person, &format!("#/check/{mark}")).await;
        let by_address = if second == KEEPS { "is there, in both stores." } else { second };
        person.sees(by_address).await;
    })
    .await;
}

const OPEN: &str = "Not known yet";
const KEEPS: &str = "This laptop keeps your work";
const LOSES: &str = "This laptop does not keep your work";

#[tokio::test]
async fn policies_that_say_nothing_keep_work() {
    check(Estate::Managed("{}"), "policies_none", OPEN, KEEPS).await;
}

#[tokio::test]
async fn policies_that_clear_history_alone_keep_work() {
    const HISTORY: &str = r#"{ "SyncDisabled": true,
        "ClearBrowsingDataOnExitList": ["browsing_history", "cached_images_and_files"] }"#;
    check(Estate::Managed(HISTORY), "policies_history", OPEN, KEEPS).await;
}

#[tokio::test]
async fn policies_that_clear_site_data_on_exit_are_found_out_on_the_second_visit() {
    const CLEAR: &str = r#"{ "SyncDisabled": true,
        "ClearBrowsingDataOnExitList": ["cookies_and_other_site_data", "hosted_app_data"] }"#;
    check(Estate::Managed(CLEAR), "policies_clear", OPEN, LOSES).await;
}

#[tokio::test]
async fn policies_that_keep_site_data_for_the_session_are_found_out_on_the_second_visit() {
    const SESSION: &str = r#"{ "DefaultCookiesSetting": 4 }"#;
    check(Estate::Managed(SESSION), "policies_session", OPEN, LOSES).await;
}

#[tokio::test]
async fn policies_that_throw_the_profile_away_are_found_out_on_the_second_visit() {
    const EPHEMERAL: &str = r#"{ "ForceEphemeralProfiles": true }"#;
    check(Estate::Managed(EPHEMERAL), "policies_ephemeral", OPEN, LOSES).await;
}

#[tokio::test]
async fn policies_that_block_site_data_are_found_out_at_once() {
    const BLOCKED: &str = r#"{ "DefaultCookiesSetting": 2 }"#;
    check(Estate::Managed(BLOCKED), "policies_blocked", LOSES, LOSES).await;
}

#[tokio::test]
async fn a_private_window_is_found_out_on_the_second_visit() {
    check(Estate::Private, "policies_private", OPEN, LOSES).await;
}

#[tokio::test]
async fn policies_against_writing_and_against_the_compiler_are_told() {
    const NARROW: &str =
        r#"{ "DefaultFileSystemWriteGuardSetting": 2, "DefaultJavaScriptJitSetting": 2 }"#;
    let estate = Estate::Managed(NARROW);
    if !can_be_had(estate) {
        return;
    }
    Person::works_on(estate, "policies_narrow", async |person| {
        runs_the_check(person).await;
        person.clicks("button", "Try the save dialog").await;
        person.sees("The browser refuses it. Files go to the downloads folder.").await;
        person.sees("thousand steps a millisecond.").await;
    })
    .await;
}
