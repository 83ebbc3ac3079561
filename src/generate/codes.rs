//! The codes that an invention needs, and how often each turns up.
//!
//! This is the one place of the program where codes of the return stand in
//! Rust: the generator writes the files that everything else reads. The
//! pipeline takes its codes from `sql/code-sets` and knows nothing of this
//! table. The weights are set by hand near the published shares of England.

use chrono::NaiveDate;

use super::calendar::{Year, day};

/// What kind of placement a child is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Setting {
    /// The council's own foster carers.
    InHouseFostering,
    /// Carers of an independent agency.
    AgencyFostering,
    /// Relatives and friends.
    Kinship,
    /// Carers who are also approved adopters.
    FosteringToAdopt,
    /// A children's home of the council.
    InHouseHome,
    /// A children's home bought.
    ExternalHome,
    /// A residential school.
    School,
    /// A secure children's home.
    Secure,
    /// Supported accommodation of the council.
    InHouseSupported,
    /// Supported accommodation bought.
    ExternalSupported,
    /// A parent and child unit.
    ParentAndChild,
    /// At home, under a care order.
    Parents,
    /// Placed for adoption, with new carers.
    Adoption,
    /// Placed for adoption with the foster carers.
    AdoptionSameCarers,
    /// A hospital ward.
    Hospital,
    /// A young offender institution.
    YoungOffender,
    /// A home that nobody has registered.
    Unregistered,
}

impl Setting {
    /// The services that the council buys.
    pub(super) const BOUGHT: [Self; 7] = [
        Self::AgencyFostering,
        Self::ExternalHome,
        Self::School,
        Self::Secure,
        Self::ExternalSupported,
        Self::ParentAndChild,
        Self::Unregistered,
    ];

    /// The services that the council gives itself and pays for.
    pub(super) const OWN: [Self; 4] =
        [Self::InHouseFostering, Self::Kinship, Self::InHouseHome, Self::InHouseSupported];

    /// The service, as commissioning and finance call it.
    pub(super) fn service(self) -> &'static str {
        match self {
            Self::InHouseFostering | Self::FosteringToAdopt => "in-house fostering",
            Self::AgencyFostering => "independent fostering agency",
            Self::Kinship => "family and friends fostering",
            Self::InHouseHome => "children's home in-house",
            Self::ExternalHome => "children's home external",
            Self::School => "residential school",
            Self::Secure => "secure",
            Self::InHouseSupported => "supported accommodation 16+ in-house",
            Self::ExternalSupported => "supported accommodation 16+ external",
            Self::ParentAndChild => "parent and child",
            Self::Parents => "placed with parents",
            Self::Adoption | Self::AdoptionSameCarers => "placed for adoption",
            Self::Hospital => "health setting",
            Self::YoungOffender => "remand",
            Self::Unregistered => "unregistered",
        }
    }

    /// PLACE as the return of `year` writes it; `settled` once carers are
    /// approved for the long term, `consent` where parents agreed to adoption.
    pub(super) fn place(self, year: Year, settled: bool, consent: bool) -> &'static str {
        match self {
            Self::InHouseFostering | Self::AgencyFostering if settled => "U4",
            Self::InHouseFostering | Self::AgencyFostering => "U6",
            Self::Kinship if settled => "U1",
            Self::Kinship => "U3",
            Self::FosteringToAdopt => "U5",
            Self::InHouseHome | Self::ExternalHome => "K2",
            Self::School => "S1",
            Self::Secure => "K1",
            // Supported accommodation is registered, and coded anew, from 2024-25.
            Self::InHouseSupported | Self::ExternalSupported if year.first < 2024 => "H5",
            Self::InHouseSupported | Self::ExternalSupported => "K3",
            Self::ParentAndChild => "R3",
            Self::Parents => "P1",
            Self::Adoption if consent => "A4",
            Self::Adoption => "A6",
            Self::AdoptionSameCarers if consent => "A3",
            Self::AdoptionSameCarers => "A5",
            Self::Hospital => "R2",
            Self::YoungOffender => "R5",
            Self::Unregistered => "Z1",
        }
    }

    /// Whether carers foster there.
    pub(super) fn is_fostering(self) -> bool {
        matches!(
            self,
            Self::InHouseFostering | Self::AgencyFostering | Self::Kinship | Self::FosteringToAdopt
        )
    }

    /// Whether a register of homes names the very house.
    pub(super) fn has_homes(self) -> bool {
        matches!(
            self,
            Self::InHouseHome
                | Self::ExternalHome
                | Self::School
                | Self::Secure
                | Self::InHouseSupported
                | Self::ExternalSupported
                | Self::ParentAndChild
                | Self::Unregistered
        )
    }

    /// How often of a hundred it lies in the authority, next to it, farther.
    pub(super) fn localities(self) -> [u64; 3] {
        match self {
            Self::InHouseFostering | Self::FosteringToAdopt => [80, 17, 3],
            Self::AgencyFostering => [40, 37, 23],
            Self::Kinship => [56, 22, 22],
            Self::Hospital => [80, 15, 5],
            Self::YoungOffender => [0, 0, 100],
            _ => [40, 30, 30],
        }
    }
}

/// How old a child is, in the bands that the weights go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Band {
    /// Under one.
    Baby,
    /// One to four.
    Small,
    /// Five to nine.
    Middle,
    /// Ten to fifteen.
    Older,
    /// Sixteen and seventeen.
    Grown,
}

impl Band {
    /// The band of an age in years.
    pub(super) fn of(age: i32) -> Self {
        match age {
            i32::MIN..=0 => Self::Baby,
            1..=4 => Self::Small,
            5..=9 => Self::Middle,
            10..=15 => Self::Older,
            _ => Self::Grown,
        }
    }
}

/// SEX as the return of `year` writes it.
pub(super) fn sex(is_male: bool, year: Year) -> &'static str {
    match (is_male, year.first < 2024) {
        (true, true) => "1",
        (false, true) => "2",
        (true, false) => "M",
        (false, false) => "F",
    }
}

/// ETHNIC of most children.
pub(super) const ETHNIC: [(&str, u64); 14] = [
    ("WBRI", 700),
    ("WOTH", 40),
    ("WIRI", 5),
    ("WROM", 10),
    ("MWBC", 45),
    ("MWBA", 20),
    ("MWAS", 20),
    ("MOTH", 30),
    ("BCRB", 20),
    ("BAFR", 35),
    ("APKN", 25),
    ("AIND", 10),
    ("OOTH", 20),
    ("NOBT", 10),
];

/// ETHNIC of children who came alone to seek asylum.
pub(super) const ETHNIC_ASYLUM: [(&str, u64); 5] =
    [("BAFR", 450), ("OOTH", 330), ("AOTH", 150), ("WOTH", 40), ("BOTH", 30)];

/// CIN of children who are neither disabled nor seeking asylum.
pub(super) const NEED: [(&str, u64); 6] =
    [("N1", 660), ("N5", 130), ("N4", 95), ("N3", 40), ("N8", 35), ("N6", 40)];

/// REASON_PLACE_CHANGE, where one carer follows another.
pub(super) const REASON_MOVED: [(&str, u64); 10] = [
    ("CARPL", 390),
    ("OTHER", 210),
    ("CREQB", 140),
    ("CREQO", 90),
    ("CHILD", 55),
    ("LAREQ", 45),
    ("STAND", 22),
    ("CLOSE", 18),
    ("ALLEG", 20),
    ("APPRR", 10),
];

/// SW_REASON of a change of worker.
pub(super) const REASON_WORKER: [(&str, u64); 8] = [
    ("LEFTRL", 380),
    ("TSPROC", 250),
    ("MANAGE", 150),
    ("ORGRST", 80),
    ("ABSENC", 70),
    ("CHCHAN", 20),
    ("PCCHAN", 10),
    ("OTHERS", 40),
];

/// REVIEW_CODE of a child of four or more.
pub(super) const REVIEW: [(&str, u64); 7] =
    [("PN1", 480), ("PN2", 40), ("PN3", 20), ("PN4", 60), ("PN5", 120), ("PN6", 200), ("PN7", 80)];

/// IN_TOUCH of a care leaver.
pub(super) const IN_TOUCH: [(&str, u64); 5] =
    [("YES", 905), ("NO", 45), ("REFU", 20), ("NREQ", 15), ("RHOM", 15)];

/// ACTIV of a care leaver in touch.
pub(super) const ACTIVITY: [(&str, u64); 9] = [
    ("F1", 60),
    ("F2", 190),
    ("P2", 40),
    ("F4", 40),
    ("F5", 200),
    ("P5", 60),
    ("G4", 150),
    ("G5", 200),
    ("G6", 60),
];

/// ACCOM of a care leaver in touch.
pub(super) const ACCOMMODATION: [(&str, u64); 13] = [
    ("U1", 330),
    ("D1", 170),
    ("B1", 130),
    ("Z1", 110),
    ("K1", 50),
    ("E1", 40),
    ("T1", 30),
    ("C1", 15),
    ("Y1", 20),
    ("X2", 30),
    ("S2", 20),
    ("V2", 15),
    ("B2", 10),
];

/// PREV_PERM where a child had been settled before: who had not has `Z1`.
pub(super) const PREVIOUS: [(&str, u64); 4] = [("P2", 45), ("P3", 30), ("P1", 20), ("P4", 5)];

/// REC of a child who reaches eighteen, by what the last placement was.
pub(super) fn left_at_eighteen(setting: Setting) -> &'static [(&'static str, u64)] {
    match setting {
        setting if setting.is_fostering() => {
            &[("E17", 560), ("E5", 270), ("E6", 90), ("E4A", 50), ("E8", 30)]
        }
        Setting::ExternalHome | Setting::School | Setting::InHouseHome => {
            &[("E5", 600), ("E7", 200), ("E6", 60), ("E4A", 110), ("E8", 30)]
        }
        Setting::Parents => &[("E4A", 1000)],
        _ => &[("E5", 720), ("E6", 180), ("E4A", 50), ("E8", 50)],
    }
}

/// The code that stood for a later one in the return of a year before it.
pub(super) fn in_year(code: &'static str, year: Year) -> &'static str {
    match code {
        "E45" | "E46" if year.first < 2018 => "E43",
        "E47" | "E48" if year.first < 2018 => "E44",
        "F4" | "F5" if year.first < 2021 => "F3",
        "P4" | "P5" if year.first < 2021 => "P3",
        code => code,
    }
}

/// The day from which the deprivation of liberty table is part of the return.
pub(super) fn liberty_table_from() -> NaiveDate {
    day(2026, 4, 1)
}
