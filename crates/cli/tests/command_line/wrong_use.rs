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
        (&["sample"], "caseread sample needs a file."),
        (&["sample", "a.csv", "b.csv"], "caseread sample takes one file."),
        (&["sample", "a.csv", "--seed"], "The option --seed needs a value."),
        (&["sample", "a.csv", "--seed", "-1"], "a whole number below 2 to the power of 64"),
        (&["sample", "a.csv", "--cap", "0"], "a whole number from 1 up, and “0” is none."),
        (&["sample", "a.csv", "--confidence", "49"], "a percentage from 50 to 99.9"),
        (&["sample", "a.csv", "--margin", "0"], "a percentage from 0.1 to 50"),
        (&["sample", "a.csv", "--buffer", "101"], "a percentage from 0 to 100"),
        (&["sample", "a.csv", "--size", "5", "--margin", "5"], "cannot be given together"),
        (&["sample", "a.csv", "--one-pool", "--pool-column", "A"], "cannot be given together"),
        (&["rate", "--seed", "5", EXAMPLE], "There is no option --seed here."),
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
        (&["help", "sample"], "--confidence"),
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
