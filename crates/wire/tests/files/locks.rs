//! Locks and sealed texts: what is read, and what is refused before a passphrase is asked for.

use domain::InspectionId;
use wire::lock::{Lock, ROUNDS, Sealed, SealedCopy, VERSION, Wrapped};

fn lock() -> Lock {
    let wrapped = Wrapped { salt: "A".repeat(22) + "==", rounds: ROUNDS, key: "b".repeat(80) };
    Lock { id: InspectionId::new(7), label: "Inspection begun in May".to_owned(), at: 5, wrapped }
}

#[test]
fn a_lock_reads_back_as_it_was_written() {
    assert_eq!(Lock::read(&lock().write()), Ok(lock()));
}

#[test]
fn a_lock_with_anything_else_in_it_is_refused() {
    let text = lock().write();
    for (from, to) in [
        ("\"rounds\":600000", "\"rounds\":1"),
        ("\"rounds\":600000", "\"rounds\":4000000000"),
        ("\"rounds\":600000", "\"rounds\":-1"),
        ("AAAA", "AA"),
        ("bbbb", "b b?"),
        ("\"version\":1", "\"version\":2"),
        ("\"at\":5", "\"at\":5,\"more\":1"),
        ("\"at\":5,", ""),
        ("0000000000000007", "7"),
        ("Inspection begun", &"x".repeat(300)),
        ("}", ""),
    ] {
        let wrong = text.replace(from, to);
        assert_ne!(wrong, text, "{from}");
        assert!(Lock::read(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_sealed_text_is_told_from_any_other_and_older_programs_leave_it_alone() {
    let sealed = Sealed::new("heads/0000000000000007".to_owned(), "AAAA".to_owned());
    let text = sealed.write();
    assert_eq!(Sealed::read(&text), Some(sealed));
    for other in ["", "{}", "{\"version\":3,\"edition\":{}}", &text[..text.len() - 1]] {
        assert_eq!(Sealed::read(other), None, "{other}");
    }
    let problems = wire::store::read_head(&text).unwrap_err();
    assert_eq!(problems.len(), 1);
}

#[test]
fn a_sealed_copy_reads_back_and_a_newer_one_is_refused_by_name() {
    let sealed = Sealed::new("copy/0000000000000007".to_owned(), "AAAA".to_owned());
    let copy = SealedCopy { lock: lock(), sealed };
    let text = copy.write();
    assert_eq!(SealedCopy::read(&text), Some(Ok(copy)));
    assert!(SealedCopy::read("{\"format\":\"caseread-inspection\",\"version\":1}").is_none());
    let newer = text.replacen("\"version\":1", &format!("\"version\":{}", VERSION + 1), 1);
    assert!(matches!(SealedCopy::read(&newer), Some(Err(_))));
    let cut = text.replace("\"content\"", "\"contents\"");
    assert!(matches!(SealedCopy::read(&cut), Some(Err(_))));
}
