//! The same work on many files, on a few threads. Results come back in the
//! order of the files, whichever thread was quicker.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// Does `work` on every item, on `threads` threads, and calls `done` on this
/// thread with the number of items finished.
pub(super) fn map<T: Sync, R: Send>(
    threads: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut done: impl FnMut(usize),
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, items.len().max(1)) {
            let (send, next, work) = (send.clone(), &next, &work);
            scope.spawn(move || {
                while let Some((place, item)) = take(next, items) {
                    // The receiver outlives every sender.
                    let _ = send.send((place, work(item)));
                }
            });
        }
        drop(send);
        for (count, (place, result)) in receive.into_iter().enumerate() {
            results[place] = Some(result);
            done(count + 1);
        }
    });
    results.into_iter().flatten().collect()
}

fn take<'a, T>(next: &AtomicUsize, items: &'a [T]) -> Option<(usize, &'a T)> {
    let place = next.fetch_add(1, Ordering::Relaxed);
    items.get(place).map(|item| (place, item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<u64> = (0..100).collect();
        let mut counts = Vec::new();
        let doubled = map(2, &items, |item| item * 2, |count| counts.push(count));
        assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert_eq!(counts, (1..=100).collect::<Vec<_>>());
        assert!(map(2, &[] as &[u64], |item| *item, |_| ()).is_empty());
    }
}
