//! Sets up what is missing, or says in words what to install.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::drivers::Browser;
use crate::workspace::{WASM_TARGET, Workspace, on_path, run, succeeds, text_of};

const GECKODRIVER_VERSION: &str = "0.37.1";

/// Makes sure that the compiler can build for the browser.
pub(crate) fn wasm_target(workspace: &Workspace) -> Result<()> {
    let sysroot = text_of(&mut workspace.program("rustc", &["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    run(&mut workspace.program("rustup", &["target", "add", WASM_TARGET])).with_context(|| {
        format!(
            "The compiler's library for the browser ({WASM_TARGET}) is missing and could not be fetched. \
             With a network connection, `rustup target add {WASM_TARGET}` fetches it; \
             a Rust from a Linux distribution has it in a package of its own"
        )
    })
}

/// Makes sure that the formatter and the linter are there.
pub(crate) fn components(workspace: &Workspace) -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if succeeds(&mut workspace.cargo(&[subcommand, "--version"])) {
            continue;
        }
        run(&mut workspace.program("rustup", &["component", "add", component])).with_context(
            || {
                format!(
                    "{component} is missing. Install it with `rustup component add {component}`"
                )
            },
        )?;
    }
    Ok(())
}

/// Makes sure that a browser and its driver are there.
pub(crate) fn browser(workspace: &Workspace, browser: Browser) -> Result<()> {
    let missing = missing(debian_packages(browser));
    // Elsewhere a browser is often not on the search path; its driver knows where to look.
    if cfg!(target_os = "linux") && !missing.is_empty() {
        install_debian_packages(workspace, &missing)?;
    }
    if browser == Browser::Firefox && driver_program(workspace, browser).is_none() {
        install_geckodriver(workspace)?;
    }
    if driver_program(workspace, browser).is_none() {
        let program = browser.driver();
        bail!("{program} is missing. Install it, with the same version as the browser.");
    }
    Ok(())
}

/// Makes sure that the tool `age` is there, and what types at it: what we seal is opened by it, and what it seals by us.
/// Where they cannot be had, that is said and is no fault: gives whether they are there.
pub(crate) fn age(workspace: &Workspace) -> bool {
    let missing = missing(AGE_PACKAGES);
    if missing.is_empty() {
        return true;
    }
    let installed = install_debian_packages(workspace, &missing);
    if let Err(error) = &installed {
        eprintln!(
            "NOT TESTED: whether other programs open what we seal, and we what they seal. {error:#}"
        );
    }
    installed.is_ok()
}

/// The driver's program: from the search path, or from our own tools.
pub(crate) fn driver_program(workspace: &Workspace, browser: Browser) -> Option<PathBuf> {
    let file = format!("{}{}", browser.driver(), std::env::consts::EXE_SUFFIX);
    let ours = tools(workspace).join("bin").join(file);
    on_path(browser.driver()).or_else(|| ours.is_file().then_some(ours))
}

/// Where programs are put that this build needs and the machine has not.
pub(crate) fn tools(workspace: &Workspace) -> PathBuf {
    workspace.target().join("tools")
}

/// Each Debian package with the programs any of which makes it unneeded.
type Packages = &'static [(&'static str, &'static [&'static str])];

const AGE_PACKAGES: Packages = &[("age", &["age"]), ("bsdutils", &["script"])];

fn missing(packages: Packages) -> Vec<&'static str> {
    let unmet = |programs: &[&str]| !programs.iter().any(|program| on_path(program).is_some());
    packages.iter().filter(|(_, programs)| unmet(programs)).map(|(package, _)| *package).collect()
}

fn debian_packages(browser: Browser) -> Packages {
    match browser {
        Browser::Chromium => &[
            ("chromium", &["chromium", "chromium-browser", "google-chrome", "chrome"]),
            ("chromium-driver", &["chromedriver"]),
        ],
        Browser::Firefox => &[("firefox-esr", &["firefox", "firefox-esr"])],
    }
}

fn install_debian_packages(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !Path::new("/etc/debian_version").exists() {
        bail!("The tests need what Debian calls {names}. Install these and try again.");
    }
    if !is_root() {
        bail!("The tests need more. Run `sudo apt-get install {names}` and try again.");
    }
    let apt = |args: &[&str]| -> Command {
        let mut command = workspace.program("apt-get", args);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run(&mut apt(&["update"]))?;
    run(apt(&["install", "--yes", "--no-install-recommends"]).args(packages))
        .with_context(|| format!("{names} could not be installed. Install these by hand"))
}

fn install_geckodriver(workspace: &Workspace) -> Result<()> {
    let mut command = workspace.cargo(&["install", "geckodriver", "--locked"]);
    command.args(["--version", GECKODRIVER_VERSION, "--root"]).arg(tools(workspace));
    run(&mut command).context(
        "geckodriver, which steers Firefox, could not be built. Put one on the search path instead",
    )
}

#[cfg(unix)]
fn is_root() -> bool {
    nix::unistd::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
