//! `cargo xtask test`: every check there is, cheapest first, until one fails.

use anyhow::Result;

use crate::drivers::{self, Browser, Driver};
use crate::steps::Steps;
use crate::workspace::{APP, WASM_TARGET, Workspace, run};
use crate::{deny, oracle, page, reliability, setup, tidy};

/// Said loudly, since a test that did not run looks like one that passed.
const NO_POLICIES: &str = "\
****************************************************************************************
NOT TESTED: what the laptop check says under an organisation's policies. The tests give
Chromium a folder of policies of its own, for which they need root, `unshare` and /etc/chromium.
****************************************************************************************";

/// All checks.
pub(crate) fn all(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::default();
    set_up(&mut steps, workspace, &Browser::ALL)?;
    native_steps(&mut steps, workspace)?;
    browser_steps(&mut steps, workspace, &Browser::ALL, None)?;
    reliability::few_steps(&mut steps, workspace, &page::path(workspace), None)?;
    steps.finish();
    Ok(())
}

/// The checks that need no browser.
pub(crate) fn native(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::default();
    set_up(&mut steps, workspace, &[])?;
    native_steps(&mut steps, workspace)?;
    steps.finish();
    Ok(())
}

/// The browser tests alone, on a freshly built page.
pub(crate) fn browser(
    workspace: &Workspace,
    browsers: &[Browser],
    filter: Option<&str>,
) -> Result<()> {
    let mut steps = Steps::default();
    set_up(&mut steps, workspace, browsers)?;
    browser_steps(&mut steps, workspace, browsers, filter)?;
    steps.finish();
    Ok(())
}

fn set_up(steps: &mut Steps, workspace: &Workspace, browsers: &[Browser]) -> Result<()> {
    steps.step("set up", || {
        setup::wasm_target(workspace)?;
        setup::components(workspace)?;
        setup::age(workspace);
        browsers.iter().try_for_each(|browser| setup::browser(workspace, *browser))
    })
}

fn native_steps(steps: &mut Steps, workspace: &Workspace) -> Result<()> {
    let strict = ["--", "-D", "warnings"];
    steps.step("format", || run(&mut workspace.cargo(&["fmt", "--all", "--check"])))?;
    steps.step("house rules", || tidy::check(workspace))?;
    steps.step("libraries", || deny::check(workspace))?;
    steps.step("lints", || {
        // The feature brings in the browser tests and the bench, which nothing else here compiles.
        let e2e = format!("{APP}/e2e");
        let args = ["clippy", "--workspace", "--all-targets", "--features", &e2e];
        run(workspace.cargo(&args).args(strict))
    })?;
    steps.step("lints for the browser", || {
        let args = ["clippy", "--package", APP, "--target", WASM_TARGET];
        run(workspace.cargo(&args).args(strict))
    })?;
    steps.step("native tests", || {
        let mut tests = workspace.cargo(&["test", "--workspace"]);
        if setup::age(workspace) {
            // Then no test may go without it.
            tests.env("CASEREAD_AGE", "1");
        }
        run(&mut tests)
    })?;
    steps.step("second implementation", || oracle::compare(workspace, oracle::INSPECTIONS, false))
}

fn browser_steps(
    steps: &mut Steps,
    workspace: &Workspace,
    browsers: &[Browser],
    filter: Option<&str>,
) -> Result<()> {
    let page = steps.step("build the page", || page::build(workspace))?;
    for browser in browsers {
        steps.step(&format!("browser tests in {}", browser.name()), || {
            if *browser == Browser::Chromium && !drivers::can_be_managed() {
                println!("{NO_POLICIES}");
            }
            let driver = Driver::start(workspace, *browser)?;
            let args = ["test", "--package", APP, "--features", "e2e", "--test", "e2e"];
            let limits = ["--", "--test-threads=2"];
            run(workspace.cargo(&args).args(limits).args(filter).envs(driver.env(&page)))
        })?;
    }
    Ok(())
}
