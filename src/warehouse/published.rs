//! Figures of earlier final publications, read into
//! `result.previously_published`: what the figures of this run are held
//! against to see which were revised. The table is empty where nothing final
//! was published before.

use std::path::PathBuf;

use super::{Warehouse, literal};
use crate::error::Result;

/// The last final publication of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The report.
    pub report: String,
    /// The publication's name.
    pub run_id: String,
    /// The measures that the report binds.
    pub measures: Vec<String>,
    /// The publication's results, all of them.
    pub exempt: PathBuf,
    /// Its public results: what was printed for everyone.
    pub public: PathBuf,
}

/// The empty table.
pub(super) const TABLE: &str = "create table result.previously_published (
    report varchar, base varchar, measure varchar, figure varchar, authority varchar,
    period_id varchar, is_partial boolean, breakdown varchar, category varchar,
    breakdown_2 varchar, category_2 varchar, value decimal(18, 6), display varchar,
    is_public boolean)";

/// The files that a warehouse must be allowed to read.
pub fn files(published: &[Published]) -> Vec<PathBuf> {
    let both = |one: &Published| [one.exempt.clone(), one.public.clone()];
    let mut files: Vec<PathBuf> = published.iter().flat_map(both).collect();
    files.sort();
    files.dedup();
    files
}

/// Fills the table with every figure that was there to be read.
pub fn load(warehouse: &Warehouse, published: &[Published]) -> Result<()> {
    published.iter().try_for_each(|one| {
        let measures: Vec<String> = one.measures.iter().map(|id| literal(id)).collect();
        warehouse.run_for(
            &one.exempt.display().to_string(),
            &format!(
                "insert into result.previously_published by name
                select {report} as report, {base} as base, figures.measure, figures.figure,
                    figures.authority, figures.period_id, figures.is_partial,
                    figures.breakdown, figures.category, figures.breakdown_2,
                    figures.category_2, figures.value, figures.display,
                    public.measure is not null as is_public
                from read_parquet({exempt}) as figures
                left join read_parquet({public}) as public
                    on figures.measure = public.measure
                    and figures.figure = public.figure
                    and figures.authority = public.authority
                    and figures.period_id = public.period_id
                    and figures.breakdown = public.breakdown
                    and figures.category = public.category
                    and figures.breakdown_2 = public.breakdown_2
                    and figures.category_2 = public.category_2
                    and public.symbol in ('', 'low')
                where figures.symbol in ('', 'low')
                    and list_contains([{measures}]::varchar[], figures.measure)",
                report = literal(&one.report),
                base = literal(&one.run_id),
                exempt = literal(&one.exempt.display().to_string()),
                public = literal(&one.public.display().to_string()),
                measures = measures.join(", "),
            ),
        )
    })
}
