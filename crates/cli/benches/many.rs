//! How long `caseread rate --json` takes over very many exports, and how much memory.
//!
//! Run with `cargo bench --package cli --bench many`, or with other numbers:
//! `cargo bench --package cli --bench many -- FILES CASES`. The exports are made once, by the writer
//! that makes every export, and kept in `target/tmp` for as long as they would be made the same.
#![expect(clippy::expect_used, reason = "a bench that stops where it fails says enough")]

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How many inspections are rated in one call.
const FILES: usize = 1_000;
/// How many full cases each of them has.
const CASES: usize = 60;
/// How long that may take.
const TARGET: Duration = Duration::from_secs(4);
/// How often each number of files is rated; the middle run counts.
const RUNS: usize = 5;

fn main() {
    let arguments: Vec<_> = std::env::args().collect();
    // `cargo test --all-targets` starts benches too, to see that they start.
    let measured = arguments.iter().any(|one| one == "--bench");
    let mut numbers = arguments.iter().filter_map(|one| one.parse().ok());
    let files = numbers.next().unwrap_or(if measured { FILES } else { 2 });
    let cases = numbers.next().unwrap_or(if measured { CASES } else { 2 });
    let runs = if measured { RUNS } else { 1 };

    let paths = exports(files, cases);
    println!("{cases} full cases a file, middle of {runs} runs");
    println!("{:>6} {:>9} {:>9} {:>9} {:>9}", "files", "MB", "seconds", "MB/s", "peak MB");
    for n in [files / 10, files * 3 / 10, files].into_iter().filter(|n| *n > 0) {
        let bytes: u64 = paths[..n].iter().map(|path| size(path)).sum();
        let mut rated: Vec<_> = (0..runs).map(|_| rate(&paths[..n])).collect();
        rated.sort_unstable();
        let (took, peak) = rated[runs / 2];
        let megabytes = bytes as f64 / 1e6;
        let verdict = match (n, cases) {
            (FILES, CASES) if took <= TARGET => "met",
            (FILES, CASES) => "MISSED",
            _ => "",
        };
        let seconds = took.as_secs_f64();
        let peak = peak.map_or("?".to_owned(), |peak| format!("{:.1}", peak as f64 / 1e3));
        println!(
            "{n:>6} {megabytes:>9.1} {seconds:>9.2} {:>9.0} {peak:>9} {verdict}",
            megabytes / seconds
        );
    }
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).expect("the export was written").len()
}

/// The exports, made where they are not there yet.
fn exports(files: usize, cases: usize) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("many-{cases}"));
    fs::create_dir_all(&folder).expect("the folder can be made");
    let paths: Vec<_> = (1..=files).map(|n| folder.join(format!("{n:04}.json"))).collect();
    // One that would come out otherwise today was made by another version, and so were all.
    let one = example::another(1, cases).expect("an export");
    if paths.first().is_some_and(|path| fs::read_to_string(path).ok() != Some(one)) {
        fs::remove_dir_all(&folder).expect("the folder can be emptied");
        fs::create_dir_all(&folder).expect("the folder can be made");
    }
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            if !path.exists() {
                let seed = path.file_stem().and_then(|stem| stem.to_str()?.parse().ok());
                let text = example::another(seed.expect("a number"), cases).expect("an export");
                // A half of one, left by a run that was stopped, must not be taken for one.
                let half = path.with_extension("half");
                fs::write(&half, text).expect("the export can be written");
                fs::rename(half, path).expect("the export can be named");
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    paths
}

/// Rates the files in one call: how long it took, and the most memory it held, in kB.
fn rate(paths: &[PathBuf]) -> (Duration, Option<u64>) {
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_caseread"))
        .args(["rate", "--json"])
        .args(paths)
        .stdout(Stdio::piped())
        .spawn()
        .expect("caseread starts");
    let out = BufReader::new(child.stdout.take().expect("it was piped"));
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    let mut n_lines = 0;
    for line in out.lines() {
        n_lines +=
            usize::from(line.expect("a line").starts_with("{\"format\":\"caseread-rating\""));
        peak = memory(&status).max(peak);
    }
    assert!(child.wait().expect("it ends").success());
    let took = began.elapsed();
    assert!(paths.len() == 1 || n_lines == paths.len(), "{n_lines} of {}", paths.len());
    (took, peak)
}

/// The most memory a process has held so far, in kB, where the system tells.
fn memory(status: &str) -> Option<u64> {
    let status = BufReader::new(File::open(status).ok()?);
    let line = status.lines().map_while(Result::ok).find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
