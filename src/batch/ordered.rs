//! Work spread over all cores whose results come back in order, with a bound on how far it runs ahead.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::pipeline::STACK;

/// How work is spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How many workers.
    pub threads: usize,
    /// How many results may wait for an earlier one.
    pub window: usize,
}

impl Spread {
    /// As many workers as there are cores, and room for a few results each.
    pub fn all_cores() -> Self {
        Self::of(thread::available_parallelism().map_or(1, usize::from))
    }

    /// A number of workers.
    pub fn of(threads: usize) -> Self {
        let threads = threads.max(1);
        Spread { threads, window: threads * 4 }
    }
}

struct State<T> {
    next: usize,
    taken: usize,
    ready: BTreeMap<usize, thread::Result<T>>,
    over: bool,
}

/// Does `work` for each of `count` places on several threads and hands the results to `sink` in order, on this thread. Once
/// `stop` is set, what is in hand is finished and nothing new begun. Returns how many results were handed over.
///
/// # Errors
/// That of `sink`; no more work is begun then. A panic of `work` goes on in the caller.
pub fn ordered<T: Send, E>(
    spread: Spread,
    count: usize,
    stop: &AtomicBool,
    work: impl Fn(usize) -> T + Sync,
    mut sink: impl FnMut(usize, T) -> Result<(), E>,
) -> Result<usize, E> {
    let state = Mutex::new(State { next: 0, taken: 0, ready: BTreeMap::new(), over: false });
    let (room, news) = (Condvar::new(), Condvar::new());
    let worker = || {
        loop {
            let mut held = lock(&state);
            while !held.over && held.next < count && held.next >= held.taken + spread.window {
                held = room.wait(held).unwrap_or_else(PoisonError::into_inner);
            }
            if held.over || held.next >= count || stop.load(Ordering::Relaxed) {
                held.over = true;
                room.notify_all();
                news.notify_all();
                return;
            }
            let place = held.next;
            held.next += 1;
            drop(held);
            let done = catch_unwind(AssertUnwindSafe(|| work(place)));
            lock(&state).ready.insert(place, done);
            news.notify_all();
        }
    };
    thread::scope(|scope| {
        let mut started = 0;
        while started < spread.threads.min(count)
            && thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).is_ok()
        {
            started += 1;
        }
        let mut handed = 0;
        // Where the system gives no thread at all, this one does the work.
        while started == 0 && handed < count && !stop.load(Ordering::Relaxed) {
            sink(handed, work(handed))?;
            handed += 1;
        }
        while started > 0 && handed < count {
            let mut held = lock(&state);
            let result = loop {
                if let Some(result) = held.ready.remove(&handed) {
                    break Some(result);
                }
                if held.over && handed >= held.next {
                    break None;
                }
                held = news.wait(held).unwrap_or_else(PoisonError::into_inner);
            };
            let Some(result) = result else { break };
            held.taken = handed + 1;
            drop(held);
            room.notify_all();
            let outcome = match result {
                Ok(value) => sink(handed, value),
                Err(panic) => {
                    lock(&state).over = true;
                    room.notify_all();
                    resume_unwind(panic)
                }
            };
            if let Err(error) = outcome {
                lock(&state).over = true;
                room.notify_all();
                return Err(error);
            }
            handed += 1;
        }
        Ok(handed)
    })
}

fn lock<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_stop_after_what_is_in_hand() {
        let never = AtomicBool::new(false);
        let mut seen = Vec::new();
        let work = |i: usize| {
            if i.is_multiple_of(7) {
                thread::yield_now();
            }
            i * 2
        };
        let handed = ordered(Spread::of(4), 1000, &never, work, |_, value| -> Result<(), ()> {
            seen.push(value);
            Ok(())
        });
        assert_eq!(handed, Ok(1000));
        assert!(seen.iter().enumerate().all(|(i, v)| *v == i * 2));

        let stop = AtomicBool::new(false);
        let handed = ordered(Spread::of(3), 1000, &stop, work, |i, _| -> Result<(), ()> {
            if i == 10 {
                stop.store(true, Ordering::Relaxed);
            }
            Ok(())
        });
        assert!(handed.is_ok_and(|n| (11..=11 + 15).contains(&n)));
        assert_eq!(ordered(Spread::of(3), 50, &never, work, |i, _| if i < 5 { Ok(()) } else { Err(i) }), Err(5));
        assert_eq!(ordered(Spread::of(3), 0, &never, work, |_, _| Err(())), Ok(0));
    }
}
