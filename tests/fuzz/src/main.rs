//! `cargo xtask fuzz SECONDS`: reads broken files by chance for so long.
//!
//! A worker reads one input after the other; what watches it makes the input again that stopped it and keeps
//! it as a file. So an endless loop and a stack that ran over are kept too, which no worker can tell of.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, panic, process, thread};

use anyhow::{Context, Result, bail};
use fuzz::{Corpus, Input, Outcome};
use lexopt::{Arg, Parser, ValueExt};

const USAGE: &str = "\
fuzz SECONDS [--seed SEED] [--from NUMBER]   reads broken files by chance for so long
fuzz --seed SEED --only NUMBER               reads one of them again
";

/// An input that takes longer than this hangs. Sound ones take thousandths of a second.
const LIMIT: Duration = Duration::from_secs(10);
/// A worker that found a broken promise ends with this.
const BROKEN: u8 = 3;
/// Where the worker tells which input it is at.
const PLACE: &str = "CASEREAD_FUZZ_PLACE";

/// What a person asked for.
struct Task {
    seconds: u64,
    seed: u64,
    from: u64,
    only: Option<u64>,
}

fn main() -> ExitCode {
    match read_task().and_then(run) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("fuzz: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn read_task() -> Result<Task> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut task = Task { seconds: 0, seed: u64::from(now.subsec_nanos()), from: 0, only: None };
    let mut args = Parser::from_env();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("seed") => task.seed = args.value()?.parse()?,
            Arg::Long("from") => task.from = args.value()?.parse()?,
            Arg::Long("only") => task.only = Some(args.value()?.parse()?),
            Arg::Value(seconds) => task.seconds = seconds.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    if task.seconds == 0 && task.only.is_none() {
        bail!("for how long?\n\n{USAGE}");
    }
    Ok(task)
}

fn run(task: Task) -> Result<ExitCode> {
    let corpus = Corpus::read()?;
    if let Some(number) = task.only {
        let input = Input::of(&corpus, task.seed, number);
        println!("{:?}: {}", input.kind, input.text);
        println!("{:?}", input.check(&corpus));
        return Ok(ExitCode::SUCCESS);
    }
    match env::var_os(PLACE) {
        Some(place) => work(&task, &corpus, File::create(place)?),
        None => watch(&task, &corpus),
    }
}

/// Starts a worker and keeps the input that stopped it, if one did.
fn watch(task: &Task, corpus: &Corpus) -> Result<ExitCode> {
    println!("seed {}", task.seed);
    let place = env::temp_dir().join(format!("caseread-fuzz-{}", process::id()));
    let program = env::current_exe().context("This program does not know where it is.")?;
    let status = Command::new(program)
        .args([task.seconds.to_string()])
        .args(["--seed", &task.seed.to_string(), "--from", &task.from.to_string()])
        .env(PLACE, &place)
        .status()
        .context("The worker could not be started.")?;
    let told = fs::read(&place).context("The worker told nothing.")?;
    let _ = fs::remove_file(&place);
    if status.success() {
        return Ok(ExitCode::SUCCESS);
    }
    let number = told.try_into().map(u64::from_le_bytes);
    let number =
        number.map_err(|_| anyhow::anyhow!("The worker stopped before its first input."))?;
    let file = Input::of(corpus, task.seed, number).keep(&format!("{}-{number}", task.seed))?;
    if status.code() != Some(i32::from(BROKEN)) {
        println!("input {number}: stopped the program ({status})");
    }
    println!("kept as {}", file.display());
    println!("once more: fuzz --seed {} --only {number}", task.seed);
    Ok(ExitCode::FAILURE)
}

/// Reads one input after the other until the time is over or a promise is broken.
fn work(task: &Task, corpus: &Corpus, mut place: File) -> Result<ExitCode> {
    // A panic is caught and told once, by us.
    panic::set_hook(Box::new(|_| {}));
    let began = Instant::now();
    // When the reading at hand was begun, in milliseconds; the last number there is while none is.
    static BEGAN: AtomicU64 = AtomicU64::new(u64::MAX);
    let millis = move || began.elapsed().as_millis() as u64;
    thread::spawn(move || {
        loop {
            thread::sleep(LIMIT / 20);
            if millis().saturating_sub(BEGAN.load(Ordering::Relaxed)) > LIMIT.as_millis() as u64 {
                println!("an input takes longer than {} seconds", LIMIT.as_secs());
                process::exit(BROKEN.into());
            }
        }
    });
    let until = Duration::from_secs(task.seconds);
    let (mut number, mut n_read) = (task.from, 0_u64);
    while began.elapsed() < until {
        place.seek(SeekFrom::Start(0))?;
        place.write_all(&number.to_le_bytes())?;
        let input = Input::of(corpus, task.seed, number);
        BEGAN.store(millis(), Ordering::Relaxed);
        let outcome = input.check(corpus);
        BEGAN.store(u64::MAX, Ordering::Relaxed);
        match outcome {
            Ok(Outcome::Read) => n_read += 1,
            Ok(Outcome::Refused) => {}
            Err(broken) => {
                println!("input {number}: {broken}");
                return Ok(ExitCode::from(BROKEN));
            }
        }
        number += 1;
    }
    let n_inputs = number - task.from;
    println!("{n_inputs} inputs, {n_read} of them read, every promise kept");
    Ok(ExitCode::SUCCESS)
}
