//! Work shared out among several hands: each takes what is next, makes it, and
//! what was made is handed over on one thread as it comes. It knows nothing of
//! what is made.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::error::{Error, Result};

/// As many hands as the council allows, else as the machine has.
pub(super) fn count(threads: Option<i64>) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    threads.map_or(cores, |threads| usize::try_from(threads).unwrap_or(1)).max(1)
}

/// Makes something of every item by so many hands, and gives each to `deliver`
/// on this thread as it comes. No more are waiting than there are hands.
///
/// Where some fail, nothing new is begun, and the failure of the earliest item
/// is returned, whichever hand was quicker.
pub(super) fn share<T: Sync, R: Send>(
    hands: usize,
    items: &[T],
    make: impl Fn(&T) -> Result<R> + Sync,
    mut deliver: impl FnMut(R) -> Result<()>,
) -> Result<()> {
    let next = AtomicUsize::new(0);
    let stops = AtomicBool::new(false);
    let work = |sender: mpsc::SyncSender<(usize, Result<R>)>| {
        while !stops.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return };
            if sender.send((at, make(item))).is_err() {
                return;
            }
        }
    };
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(hands);
        for _ in 0..hands.clamp(1, items.len().max(1)) {
            let sender = sender.clone();
            scope.spawn(|| work(sender));
        }
        drop(sender);
        let mut failed: Option<(usize, Error)> = None;
        // What comes after a failure is taken and let go, so that no hand waits
        // for ever.
        for (at, made) in receiver {
            let result = match (&failed, made) {
                (None, made) => made.and_then(&mut deliver),
                (Some(_), made) => made.map(drop),
            };
            let Err(error) = result else { continue };
            stops.store(true, Ordering::Relaxed);
            if failed.as_ref().is_none_or(|(first, _)| at < *first) {
                failed = Some((at, error));
            }
        }
        failed.map_or(Ok(()), |(_, error)| Err(error))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::Exit;

    #[test]
    fn everything_is_made_and_handed_over_once() {
        let items: Vec<u64> = (0..50).collect();
        let mut got = Vec::new();
        let deliver = |made| {
            got.push(made);
            Ok(())
        };
        assert!(share(3, &items, |item| Ok(item * 2), deliver).is_ok());
        got.sort_unstable();
        assert_eq!(got, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(share(3, &[] as &[u64], |item| Ok(*item), |_| Ok(())).is_ok());
    }

    #[test]
    fn the_earliest_failure_is_told() {
        let items: Vec<u64> = (0..50).collect();
        for _ in 0..20 {
            let make = |item: &u64| match *item {
                // The earlier of the two is the slower.
                3 => {
                    std::thread::sleep(std::time::Duration::from_millis(2));
                    Err(Error::new(Exit::Failed, "three", "fails"))
                }
                4 => Err(Error::new(Exit::Failed, "four", "fails")),
                _ => Ok(*item),
            };
            let error = share(4, &items, make, |_| Ok(())).unwrap_err();
            assert_eq!(error.faults[0].place, "three");
        }
    }
}
