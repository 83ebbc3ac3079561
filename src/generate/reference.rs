//! Reference tables: authorities, who adjoins whom, postcodes, population.

use super::country::{Country, Locality};
use super::draw::Draw;
use super::plan::Plan;
use super::table::Table;

/// Codes and names.
pub(super) fn authorities(country: &Country) -> Table {
    let mut table = Table::new(&["CODE", "NAME"]);
    for authority in &country.authorities {
        table.push(vec![authority.code.clone(), authority.name.clone()]);
    }
    table.rows.sort();
    table
}

/// Who adjoins whom, both ways.
pub(super) fn neighbours(country: &Country) -> Table {
    let mut table = Table::new(&["CODE", "ADJOINING_CODE", "WATER"]);
    for here in 0..country.authorities.len() {
        for there in country.lying(here, Locality::Adjoining) {
            table.push(vec![
                country.authorities[here].code.clone(),
                country.authorities[there].code.clone(),
                if country.is_water(here, there) { "Y" } else { "N" }.to_owned(),
            ]);
        }
    }
    table.rows.sort();
    table
}

/// The postcode directory, in the columns of the ONS Postcode Directory.
pub(super) fn postcodes(country: &Country) -> Table {
    let mut table = Table::new(&["PCDS", "OSLAUA", "OSEAST1M", "OSNRTH1M"]);
    for authority in &country.authorities {
        for postcode in &authority.postcodes {
            table.push(vec![
                postcode.text.clone(),
                authority.code.clone(),
                postcode.east.to_string(),
                postcode.north.to_string(),
            ]);
        }
    }
    table
}

/// Children by year of age and sex, at the middle of each year.
pub(super) fn population(plan: &Plan, country: &Country) -> Table {
    let mut table =
        Table::new(&["CODE", "YEAR", "AGE_FROM", "AGE_TO", "SEX", "ETHNIC", "POPULATION"]);
    let first = plan.first_year.first - 1;
    let years = plan.years().len() as i32;
    for place in &plan.reporting {
        // About 70 of 10,000 children are looked after.
        let size = plan.looked_after(*place) as i64 * 143;
        for year in first..first + years {
            for age in 0..18_i64 {
                for (sex, share) in [("Male", 513), ("Female", 487)] {
                    let stream = (year as u64) * 100 + age as u64;
                    let mut draw = Draw::new(plan.seed, *place, "population", stream);
                    // A hump of births passes through the ages as years go by.
                    let cohort = (i64::from(year) - age - 2012).abs();
                    let usual = size / 18 * (1_050 - cohort * 9) / 1_000;
                    let people = usual * share / 1_000 + draw.between(-12, 12);
                    table.push(vec![
                        country.authorities[*place].code.clone(),
                        year.to_string(),
                        age.to_string(),
                        age.to_string(),
                        sex.to_owned(),
                        String::new(),
                        people.to_string(),
                    ]);
                }
            }
        }
    }
    table
}
