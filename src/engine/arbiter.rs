//! The thread of a line, and how many others it may have for what waits for the disk.

use std::io;

use actix::Arbiter;
use tokio::runtime::Builder;

/// Threads that wait for the disk or the store at the same time. The store has fewer readers, and each thread
/// keeps some megabytes of memory at hand: after a morning's rush there would be hundreds of both. More than
/// the files of a line that are on their way at the same time, for some of them wait for one another.
const BLOCKING_MOST: usize = 16;

/// A thread for a line.
///
/// # Errors
/// The system has no thread to give.
pub(super) fn begin() -> io::Result<Arbiter> {
    Arbiter::try_with_tokio_rt(|| {
        Builder::new_current_thread().enable_all().max_blocking_threads(BLOCKING_MOST).build()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::{Arc, Mutex, PoisonError, mpsc};

    use super::*;

    #[actix_web::test]
    async fn a_rush_does_not_make_a_thread_for_each_who_waits() {
        const RUSH: usize = 5 * BLOCKING_MOST;
        let arbiter = begin().unwrap();
        let (begun, hear) = mpsc::channel();
        let door = Arc::new(Mutex::new(()));
        let shut = door.lock().unwrap();
        let behind = Arc::clone(&door);
        let is_told = arbiter.spawn(async move {
            for _ in 0..RUSH {
                let (begun, behind) = (begun.clone(), Arc::clone(&behind));
                drop(tokio::task::spawn_blocking(move || {
                    begun.send(std::thread::current().id()).unwrap();
                    drop(behind.lock().unwrap_or_else(PoisonError::into_inner));
                }));
            }
        });
        assert!(is_told);
        let mut threads = HashSet::new();
        for _ in 0..BLOCKING_MOST {
            threads.insert(hear.recv().unwrap());
        }
        drop(shut);
        for _ in BLOCKING_MOST..RUSH {
            threads.insert(hear.recv().unwrap());
        }
        assert_eq!(threads.len(), BLOCKING_MOST);
        arbiter.stop();
    }
}
