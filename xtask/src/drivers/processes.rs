//! Ending everything that a run of browser tests started.
//!
//! Browsers leave the process group of their driver, and a test can start a driver of its own. So a run has a mark in
//! its environment, which every process started in it inherits, and on Linux whatever bears the mark is ended.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use anyhow::{Context, Result};

/// The environment variable that holds the mark.
pub(crate) const MARK: &str = "CASEREAD_DRIVER";

struct Run {
    mark: String,
    scratch: PathBuf,
    group: Option<u32>,
}

static RUNS: Mutex<Vec<Run>> = Mutex::new(Vec::new());

/// Notes a run and the folder for its leavings, so that an interrupt ends it too.
pub(crate) fn remember(mark: &str, scratch: &Path) {
    runs().push(Run { mark: mark.to_owned(), scratch: scratch.to_owned(), group: None });
}

/// Notes that the run has started a driver, the first of a process group.
pub(crate) fn remember_group(mark: &str, group: u32) {
    for run in runs().iter_mut().filter(|run| run.mark == mark) {
        run.group = Some(group);
    }
}

/// Ends everything that was started in the run; the run goes on.
pub(crate) fn end(mark: &str) {
    runs().iter().filter(|run| run.mark == mark).for_each(end_now);
}

/// Ends the run and removes its folder.
pub(crate) fn close(mark: &str) {
    let mut runs = runs();
    runs.iter().filter(|run| run.mark == mark).for_each(close_now);
    runs.retain(|run| run.mark != mark);
}

/// From now on Ctrl-C and the other polite ways to stop us end the runs first.
pub(crate) fn end_all_when_interrupted() -> Result<()> {
    static ONCE: Once = Once::new();
    let mut set = Ok(());
    ONCE.call_once(|| {
        set = ctrlc::set_handler(|| {
            runs().iter().for_each(close_now);
            process::exit(130);
        });
    });
    set.context("Ctrl-C could not be caught, so browsers might be left behind.")
}

fn runs() -> MutexGuard<'static, Vec<Run>> {
    RUNS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn close_now(run: &Run) {
    end_now(run);
    // What cannot be removed lies in the folder for temporary files and does no harm there.
    let _ = fs::remove_dir_all(&run.scratch);
}

#[cfg(unix)]
fn end_now(run: &Run) {
    use nix::sys::signal::{Signal, kill, killpg};
    use nix::unistd::Pid;

    if let Some(group) = run.group.and_then(|group| i32::try_from(group).ok()) {
        // An error here means that the group is gone already.
        let _ = killpg(Pid::from_raw(group), Signal::SIGKILL);
    }
    // A browser that is just being started shows up in a second look.
    for _ in 0..10 {
        let left = marked(&run.mark);
        if left.is_empty() {
            return;
        }
        for id in left {
            let _ = kill(Pid::from_raw(id), Signal::SIGKILL);
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[cfg(not(unix))]
fn end_now(run: &Run) {
    if let Some(driver) = run.group {
        let driver = driver.to_string();
        let _ = process::Command::new("taskkill").args(["/T", "/F", "/PID", &driver]).output();
    }
}

/// The processes with the mark in their environment. Empty where there is no `/proc`.
#[cfg(unix)]
fn marked(mark: &str) -> Vec<i32> {
    let entry = format!("{MARK}={mark}");
    let Ok(processes) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    processes
        .flatten()
        .filter_map(|process| {
            let id = process.file_name().to_str()?.parse().ok()?;
            let environment = fs::read(process.path().join("environ")).ok()?;
            environment.split(|byte| *byte == 0).any(|one| one == entry.as_bytes()).then_some(id)
        })
        .collect()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_process_in_no_known_group_is_ended_by_its_mark() {
        let mark = format!("test-{}", process::id());
        let scratch = std::env::temp_dir().join(&mark);
        fs::create_dir(&scratch).unwrap();
        let script = "sleep 60 & exec sleep 60";
        let mut shell = process::Command::new("setsid");
        let mut child = shell.args(["sh", "-c", script]).env(MARK, &mark).spawn().unwrap();
        while marked(&mark).len() < 2 {
            std::thread::yield_now();
        }
        remember(&mark, &scratch);
        close(&mark);
        child.wait().unwrap();
        assert_eq!(marked(&mark), Vec::<i32>::new());
        assert!(!scratch.exists());
    }
}
