//! The row account: for every file, rows read = accepted + quarantined +
//! superseded + repeated. A run whose account does not add up fails.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Result};
use crate::exit::Exit;

/// What became of the rows of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowAccount {
    /// The extract spec.
    pub extract: String,
    /// The file, relative to the inbox.
    pub file: String,
    /// Rows that the file holds.
    pub read: u64,
    /// Rows that stand in the staged table.
    pub accepted: u64,
    /// Rows set aside, with their reasons.
    pub quarantined: u64,
    /// Rows that a later file replaced.
    pub superseded: u64,
    /// Rows that say what another row says already.
    pub repeated: u64,
}

impl RowAccount {
    /// Whether nothing is lost.
    pub fn balances(&self) -> bool {
        self.read == self.accepted + self.quarantined + self.superseded + self.repeated
    }
}

/// Fails where any file's rows do not add up.
pub fn must_balance(accounts: &[RowAccount]) -> Result<()> {
    let faults: Vec<Fault> = accounts
        .iter()
        .filter(|account| !account.balances())
        .map(|account| {
            let says = format!(
                "{} rows were read, and {} accounted for",
                account.read,
                account.accepted + account.quarantined + account.superseded + account.repeated,
            );
            Fault::new(&account.file, says)
                .hint("nothing was published; remove landed/ to land every file again")
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(Error::of(Exit::Failed, faults)) }
}
