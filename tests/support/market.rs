//! A market of so many providers, and what a running program takes of the
//! machine: seconds of its processors and megabytes of its memory.

use std::fs;

use crate::workspace::Workspace;

/// A workspace with so many providers, each with a contract, a home,
/// three agreements, events of four kinds and concerns.
pub fn market_of(workspace: Workspace, count: usize) -> Workspace {
    let mut tables = [
        "PROVIDER_ID,NAME,SECTOR,COMPANY_NUMBER,STATUS\n",
        "CONTRACT_ID,PROVIDER_ID,TITLE,ARRANGEMENT,STATUS,STARTS_ON,ENDS_ON,NOTICE_MONTHS,REVIEW_ON\n",
        "EVENT_ID,PROVIDER_ID,HELD_ON,HELD_BY,KIND,RATING,ACTIONS_OPEN,NOTES\n",
        "HOME_ID,URN,PROVIDER_ID,NAME,SERVICE,PLACES,OPENED_ON,REGISTERED_FROM\n",
        "AGREEMENT_ID,VALID_FROM,KIND,CHILD,PROVIDER_ID,HOME_ID,CONTRACT_ID,SERVICE,STARTS_ON,WEEKLY_CORE\n",
        "CONCERN_ID,PROVIDER_ID,RAISED_ON,KIND,SEVERITY,CLOSED_ON\n",
    ]
    .map(String::from);
    for number in 1..=count {
        let name: String =
            format!("{number:03}").bytes().map(|digit| char::from(b'k' + digit - b'0')).collect();
        let provider = format!("Q{number:04}");
        let day = 1 + number % 28;
        tables[0].push_str(&format!("{provider},Za{name}el Homes,private,8{number:07},open\n"));
        tables[1].push_str(&format!(
            "QC{number:04},{provider},Homes framework,framework,live,2025-04-01,2027-03-31,6,2026-12-01\n"
        ));
        for kind in ["review meeting", "quality visit", "finance check", "safeguarding audit"] {
            tables[2].push_str(&format!(
                "{kind} {number},{provider},2026-05-{day:02},,{kind},2,{},Rota to be sent\n",
                number % 3
            ));
        }
        tables[3].push_str(&format!(
            "QH{number:04},92{number:05},{provider},Zo{name}um House,children's home external,4,2015-04-01,2015-05-01\n"
        ));
        for child in 0..3 {
            tables[4].push_str(&format!(
                "QA-{number:04}{child},2025-06-{day:02},placement,77{number:04}{child},{provider},QH{number:04},QC{number:04},children's home external,2025-06-{day:02},{}.00\n",
                4000 + number * 3 + child
            ));
        }
        tables[5].push_str(&format!("QN{number},{provider},2026-06-{day:02},Staffing,2,\n"));
    }
    let names = ["providers", "contracts", "monitoring", "homes", "agreements", "concerns"];
    for (name, table) in names.into_iter().zip(tables) {
        workspace.write(&format!("extracts/commissioning/2026-09-30/{name}.csv"), table);
    }
    workspace.remove("extracts/commissioning/2026-09-30/support_packages.csv");
    workspace
}

/// A process that runs.
#[derive(Clone, Copy, Debug)]
pub struct Process(pub u32);

impl Process {
    fn read(self, file: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{file}", self.0)).unwrap_or_default()
    }

    /// Seconds for which a processor worked for it so far: a hundredth of a
    /// second is a tick on Linux.
    pub fn seconds(self) -> f64 {
        let text = self.read("stat");
        let after_name = text.rsplit_once(')').map_or("", |(_, rest)| rest);
        let ticks = after_name.split_whitespace().skip(11).take(2);
        ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
    }

    /// Megabytes by this name of its status: `VmRSS` now, `VmHWM` the most.
    pub fn megabytes(self, name: &str) -> f64 {
        let text = self.read("status");
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        kilobytes.map_or(0.0, |kilobytes: f64| kilobytes / 1024.0)
    }

    /// From now on the most is what it is now or will be.
    pub fn forget_most_memory(self) {
        fs::write(format!("/proc/{}/clear_refs", self.0), "5").unwrap();
    }
}
