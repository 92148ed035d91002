use crate::desk::{EXAMPLE, caseread};

#[test]
fn a_wrong_call_ends_with_2_and_says_what_would_be_right() {
    for (arguments, what) in [
        (&[][..], "No command is given."),
        (&["mend", EXAMPLE], "There is no command “mend”."),
        (&["check"], "caseread check needs a file."),
        (&["rate", "--json"], "caseread rate needs a file."),
        (&["summary", EXAMPLE, EXAMPLE], "caseread summary takes one file."),
        (&["check", "--fast", EXAMPLE], "There is no option --fast here."),
        (&["summary", "--json", EXAMPLE], "There is no option --json here."),
        (&["help", "mend"], "There is no command “mend”."),
        (&["framework"], "No command is given."),
        (&["framework", "mend"], "There is no command “framework mend”."),
        (&["framework", "new"], "caseread framework new needs a file."),
        (&["framework", "diff", "a"], "caseread framework diff takes two files."),
        (&["framework", "list", "a"], "caseread framework list takes no file."),
        (&["framework", "new", "a", "--from"], "The option --from needs a value."),
        (&["framework", "check", "a", "--out", "b"], "There is no option --out here."),
    ] {
        let ran = caseread(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.out.is_empty(), "{}", ran.out);
        assert!(ran.err.contains(what), "{what}: {}", ran.err);
        assert!(ran.err.contains("caseread check FILE..."), "{}", ran.err);
    }
}

#[test]
fn help_and_version_are_results() {
    for (arguments, part) in [
        (&["--help"][..], "caseread summary FILE"),
        (&["help"], "caseread summary FILE"),
        (&["help", "rate"], "docs/rate-json.md"),
        (&["rate", "--help"], "docs/rate-json.md"),
        (&["help", "check"], ".toml"),
        (&["help", "summary"], "one screen"),
        (&["help", "framework"], "docs/frameworks.md"),
        (&["framework", "new", "-h"], "--from ID"),
        (&["help", "framework", "check"], "golden.toml"),
        (&["help", "framework", "build"], "--out FILE"),
        (&["help", "framework", "diff"], "{+like this+}"),
        (&["help", "framework", "list"], "come with Caseread"),
        (&["--version"], concat!("caseread ", env!("CARGO_PKG_VERSION"), "\n")),
    ] {
        let ran = caseread(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}");
        assert!(ran.out.contains(part), "{arguments:?}: {}", ran.out);
        assert!(ran.err.is_empty(), "{}", ran.err);
    }
}
