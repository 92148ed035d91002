//! Which crate may know which: `domain` ◄ `wire` ◄ the shells.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::workspace::APP;

/// The shells: they know all, and nothing knows them.
const SHELLS: [&str; 2] = [APP, "cli"];

/// Reads the answer of `cargo metadata` and returns what breaks the rule.
pub(super) fn check(metadata: &Value) -> Result<Vec<String>> {
    let packages =
        metadata["packages"].as_array().context("`cargo metadata` named no packages.")?;
    let mut findings = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let dependencies = package["dependencies"].as_array().map_or(&[][..], Vec::as_slice);
        findings.extend(dependencies.iter().filter_map(|dependency| broken_rule(name, dependency)));
        let knows_domain = dependencies.iter().any(|dependency| dependency["name"] == "domain");
        if name == "wire" && !knows_domain {
            findings.push(
                "wire: does not depend on domain. It is the way from text to the domain."
                    .to_owned(),
            );
        }
    }
    Ok(findings)
}

fn broken_rule(package: &str, dependency: &Value) -> Option<String> {
    let name = dependency["name"].as_str()?;
    let for_tests = dependency["kind"] == "dev";
    if SHELLS.contains(&name) {
        return Some(format!(
            "{package}: depends on {name}, a shell. Move what it needs into domain or wire."
        ));
    }
    match package {
        "domain" if !for_tests => Some(format!(
            "domain: depends on {name}. The core has only the standard library; a shell or wire can do the rest."
        )),
        "wire" if name == "words" => {
            Some("wire: depends on words. Text for people belongs to the shells.".to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check_one(package: &str, dependency: Value) -> Vec<String> {
        let domain = json!({ "name": "domain", "kind": null });
        check(&json!({ "packages": [{ "name": package, "dependencies": [dependency, domain] }] }))
            .unwrap()
    }

    #[test]
    fn the_core_may_use_a_crate_in_its_tests_only() {
        let in_tests = json!({ "packages": [{ "name": "domain", "dependencies": [{ "name": "proptest", "kind": "dev" }] }] });
        assert_eq!(check(&in_tests).unwrap(), Vec::<String>::new());
        let always = json!({ "packages": [{ "name": "domain", "dependencies": [{ "name": "serde", "kind": null }] }] });
        assert_eq!(check(&always).unwrap().len(), 1);
    }

    #[test]
    fn nothing_knows_a_shell_not_even_in_its_tests() {
        assert_eq!(check_one("frameworks", json!({ "name": "cli", "kind": "dev" })).len(), 1);
        assert_eq!(check_one("wire", json!({ "name": APP, "kind": null })).len(), 1);
    }

    #[test]
    fn wire_knows_the_domain_and_no_words() {
        assert_eq!(
            check_one("wire", json!({ "name": "serde", "kind": null })),
            Vec::<String>::new()
        );
        assert_eq!(check_one("wire", json!({ "name": "words", "kind": null })).len(), 1);
        let alone = json!({ "packages": [{ "name": "wire", "dependencies": [] }] });
        assert_eq!(check(&alone).unwrap().len(), 1);
    }
}
