//! Work done side by side, with its results in order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

/// The most threads that work, so that what they hold has a bound on every machine.
const MOST_WORKERS: usize = 8;
/// How far the work may run ahead of the first result that is still awaited, in jobs for each worker.
const LOOK_AHEAD: usize = 8;

/// Does `work` for each job, on as many threads as there are processors, and gives the results to
/// `take` in the order of the jobs, until it breaks off.
///
/// Each worker has a `Tool` of its own, which it keeps from job to job.
pub(crate) fn in_order<Job: Sync, Tool: Default, Done: Send>(
    jobs: &[Job],
    work: impl Fn(&mut Tool, &Job) -> Done + Sync,
    mut take: impl FnMut(Done) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let n_workers = processors.min(MOST_WORKERS).min(jobs.len());
    if n_workers < 2 {
        let mut tool = Tool::default();
        return jobs.iter().try_for_each(|job| take(work(&mut tool, job)));
    }
    let (to_do, next) = mpsc::channel::<usize>();
    let next = Mutex::new(next);
    let (done, results) = mpsc::channel();
    let worker = || {
        let done = done.clone();
        let mut tool = Tool::default();
        // The lock is held while waiting: whoever has it takes what comes next, in order.
        while let Ok(at) = { next.lock().unwrap_or_else(PoisonError::into_inner).recv() } {
            let result = catch_unwind(AssertUnwindSafe(|| work(&mut tool, &jobs[at])));
            if done.send((at, result)).is_err() {
                return;
            }
        }
    };
    thread::scope(|scope| {
        // It goes when this closure ends, in whatever way, and the workers with it.
        let to_do = to_do;
        (0..n_workers).for_each(|_| drop(scope.spawn(worker)));
        let mut early = BTreeMap::new();
        let (mut n_given, mut n_taken) = (0, 0);
        while n_taken < jobs.len() {
            let until = jobs.len().min(n_taken + n_workers * LOOK_AHEAD);
            for at in n_given..until {
                // Somebody listens for as long as this function runs.
                let _ = to_do.send(at);
            }
            n_given = until;
            let Ok((at, result)) = results.recv() else { break };
            early.insert(at, result.unwrap_or_else(|panic| resume_unwind(panic)));
            while let Some(result) = early.remove(&n_taken) {
                n_taken += 1;
                take(result)?;
            }
        }
        ControlFlow::Continue(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn check(n_jobs: usize) {
        let jobs: Vec<_> = (0..n_jobs).collect();
        let mut taken = Vec::new();
        let slow_at_times = |_: &mut (), job: &usize| {
            thread::sleep(Duration::from_micros(if job.is_multiple_of(7) { 900 } else { 10 }));
            *job
        };
        let ended = in_order(&jobs, slow_at_times, |job| {
            taken.push(job);
            ControlFlow::Continue(())
        });
        assert_eq!((ended, taken), (ControlFlow::Continue(()), jobs));
    }

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        [0, 1, 2, 3, 200].into_iter().for_each(check);
    }

    #[test]
    fn work_runs_ahead_no_further_than_told() {
        let begun = AtomicUsize::new(0);
        let jobs: Vec<_> = (0..200).collect();
        let work = |_: &mut (), job: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if *job == 0 {
                thread::sleep(Duration::from_millis(100));
            }
            begun.load(Ordering::SeqCst)
        };
        let mut most = None;
        let _ = in_order(&jobs, work, |begun| {
            most.get_or_insert(begun);
            ControlFlow::Continue(())
        });
        assert!(most.is_some_and(|most| most <= MOST_WORKERS * LOOK_AHEAD), "{most:?}");
    }

    #[test]
    fn nothing_more_is_done_once_nobody_takes_results() {
        let jobs: Vec<_> = (0..200).collect();
        let done = AtomicUsize::new(0);
        let work = |_: &mut (), job: &usize| {
            done.fetch_add(1, Ordering::SeqCst);
            *job
        };
        let stop = |job| if job == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        assert_eq!(in_order(&jobs, work, stop), ControlFlow::Break(()));
        assert!(done.into_inner() < 200);
    }

    #[test]
    fn a_panic_in_the_work_ends_it_and_goes_on_here() {
        let jobs: Vec<_> = (0..200).collect();
        let work = |_: &mut (), job: &i32| assert_ne!(*job, 5);
        let ended = catch_unwind(|| in_order(&jobs, work, ControlFlow::Continue));
        assert!(ended.is_err());
    }

    #[test]
    fn a_tool_is_kept_from_job_to_job() {
        let mut most = 0;
        let count = |used: &mut usize, (): &()| {
            *used += 1;
            *used
        };
        let _ = in_order(&[(); 50], count, |used| {
            most = used.max(most);
            ControlFlow::Continue(())
        });
        assert!(most >= 50 / MOST_WORKERS, "{most}");
    }
}
