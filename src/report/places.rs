//! Where the figures of each measure stand among those of a copy, so that what
//! asks for one measure does not read them all.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::measure::figure::Figure;

/// The places of each measure's figures.
#[derive(Debug)]
pub(super) struct Places(HashMap<String, Vec<Range<usize>>>);

impl Places {
    pub(super) fn of_each(figures: &[Arc<Figure>]) -> Self {
        let mut places: HashMap<String, Vec<Range<usize>>> = HashMap::new();
        let mut start = 0;
        for rows in figures.chunk_by(|one, next| one.measure == next.measure) {
            let end = start + rows.len();
            places.entry(rows[0].measure.clone()).or_default().push(start..end);
            start = end;
        }
        Self(places)
    }

    /// The figures of a measure, in their order. `figures`: those that the
    /// places are of.
    pub(super) fn of<'a>(
        &'a self,
        measure: &str,
        figures: &'a [Arc<Figure>],
    ) -> impl Iterator<Item = &'a Figure> {
        let places = self.0.get(measure).into_iter().flatten().cloned();
        places.flat_map(|place| &figures[place]).map(Arc::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_wherever_they_stand() {
        let figure = |(measure, category): (&str, &str)| {
            let [measure, category] = [measure, category].map(str::to_owned);
            Arc::new(Figure { measure, category, ..Figure::default() })
        };
        let figures: Vec<_> = [("a", "1"), ("b", "2"), ("b", "3"), ("a", "4")].map(figure).into();
        let places = Places::of_each(&figures);
        let of = |measure: &str| -> Vec<&str> {
            places.of(measure, &figures).map(|figure| figure.category.as_str()).collect()
        };
        assert_eq!((of("a"), of("b"), of("c")), (vec!["1", "4"], vec!["2", "3"], vec![]));
    }
}
