//! Which placement a child goes to first, which next, and how long one lasts.

use chrono::NaiveDate;

use super::child::Child;
use super::codes::{Band, Setting};
use super::draw::Draw;

use Setting::{
    AgencyFostering, ExternalHome, ExternalSupported, FosteringToAdopt, Hospital, InHouseFostering,
    InHouseHome, InHouseSupported, Kinship, ParentAndChild, Parents, School, Secure, Unregistered,
    YoungOffender,
};

/// The first placement of a stay in care.
pub(super) fn first_setting(
    draw: &mut Draw,
    child: &Child,
    on: NaiveDate,
    status: &str,
    on_remand: bool,
) -> Setting {
    if on_remand {
        return draw.weighted(&[(YoungOffender, 450), (ExternalHome, 250), (AgencyFostering, 300)]);
    }
    if child.is_asylum_seeking {
        return draw.weighted(if child.age(on) >= 16 {
            &[(ExternalSupported, 560), (AgencyFostering, 300), (InHouseFostering, 140)]
        } else {
            &[(AgencyFostering, 600), (InHouseFostering, 300), (ExternalHome, 100)]
        });
    }
    if child.is_disabled && child.age(on) >= 8 {
        return draw.weighted(&[
            (ExternalHome, 400),
            (School, 350),
            (InHouseFostering, 200),
            (AgencyFostering, 100),
        ]);
    }
    let setting = draw.weighted(first_by_age(Band::of(child.age(on))));
    // Parents may only have a child at home under a care order.
    if setting == Parents && status != "C1" { Kinship } else { setting }
}

fn first_by_age(band: Band) -> &'static [(Setting, u64)] {
    match band {
        Band::Baby => &[
            (InHouseFostering, 420),
            (Kinship, 110),
            (AgencyFostering, 150),
            (FosteringToAdopt, 50),
            (ParentAndChild, 80),
            (Hospital, 40),
            (Parents, 110),
        ],
        Band::Small => &[
            (InHouseFostering, 460),
            (Kinship, 130),
            (AgencyFostering, 230),
            (Parents, 150),
            (ParentAndChild, 10),
        ],
        Band::Middle => &[
            (InHouseFostering, 390),
            (Kinship, 130),
            (AgencyFostering, 330),
            (Parents, 120),
            (ExternalHome, 30),
        ],
        Band::Older => &[
            (InHouseFostering, 240),
            (Kinship, 90),
            (AgencyFostering, 330),
            (InHouseHome, 80),
            (ExternalHome, 140),
            (Parents, 60),
            (School, 5),
            (Secure, 6),
            (Unregistered, 12),
        ],
        Band::Grown => &[
            (ExternalSupported, 400),
            (InHouseSupported, 60),
            (InHouseFostering, 140),
            (AgencyFostering, 160),
            (Kinship, 80),
            (ExternalHome, 90),
            (InHouseHome, 50),
            (Parents, 10),
            (Unregistered, 10),
        ],
    }
}

/// The placement after one that ended on a day.
pub(super) fn next_setting(
    draw: &mut Draw,
    child: &Child,
    from: Setting,
    on: NaiveDate,
    status: &str,
) -> Setting {
    let years = child.age(on);
    let setting = if years >= 16 {
        draw.weighted(next_when_grown(from))
    } else if years >= 10 {
        draw.weighted(next_when_older(from))
    } else {
        draw.weighted(next_when_small(from))
    };
    match setting {
        Parents if !matches!(status, "C1" | "C2") => Kinship,
        Parents if from == Parents => InHouseFostering,
        setting => setting,
    }
}

fn next_when_small(from: Setting) -> &'static [(Setting, u64)] {
    match from {
        Kinship => &[(InHouseFostering, 500), (AgencyFostering, 350), (Kinship, 150)],
        Parents => &[(InHouseFostering, 500), (AgencyFostering, 250), (Kinship, 250)],
        _ => &[
            (InHouseFostering, 400),
            (AgencyFostering, 330),
            (Kinship, 70),
            (Parents, 130),
            (ExternalHome, 30),
        ],
    }
}

fn next_when_older(from: Setting) -> &'static [(Setting, u64)] {
    match from {
        ExternalHome | InHouseHome | School | Secure | Unregistered => &[
            (ExternalHome, 430),
            (InHouseHome, 160),
            (AgencyFostering, 190),
            (InHouseFostering, 80),
            (Parents, 40),
            (School, 35),
            (Secure, 20),
            (Unregistered, 25),
        ],
        _ => &[
            (AgencyFostering, 330),
            (InHouseFostering, 210),
            (ExternalHome, 200),
            (InHouseHome, 85),
            (School, 10),
            (Kinship, 45),
            (Parents, 50),
            (Unregistered, 15),
        ],
    }
}

fn next_when_grown(from: Setting) -> &'static [(Setting, u64)] {
    match from {
        ExternalSupported | InHouseSupported => {
            &[(ExternalSupported, 800), (InHouseSupported, 110), (ExternalHome, 90)]
        }
        ExternalHome | InHouseHome | School | Secure | Unregistered => &[
            (ExternalSupported, 560),
            (InHouseSupported, 90),
            (ExternalHome, 240),
            (InHouseHome, 60),
            (Secure, 15),
            (Unregistered, 35),
        ],
        _ => &[
            (ExternalSupported, 520),
            (InHouseSupported, 90),
            (AgencyFostering, 180),
            (InHouseFostering, 130),
            (ExternalHome, 100),
            (Kinship, 40),
        ],
    }
}

const DAYS_FIRST: [i64; 11] = [1, 4, 10, 24, 50, 95, 160, 270, 450, 900, 2600];
const DAYS_FOSTERED_SMALL: [i64; 11] = [14, 70, 150, 260, 400, 560, 800, 1150, 1700, 2600, 4800];
const DAYS_FOSTERED_OLDER: [i64; 11] = [4, 25, 70, 140, 230, 330, 470, 700, 1050, 1600, 3200];
const DAYS_KINSHIP: [i64; 11] = [14, 60, 120, 200, 320, 480, 700, 1000, 1500, 2400, 4800];
const DAYS_HOME: [i64; 11] = [7, 40, 90, 150, 220, 310, 420, 560, 760, 1100, 2400];
const DAYS_SUPPORTED: [i64; 11] = [10, 50, 90, 140, 190, 240, 300, 370, 450, 560, 800];
const DAYS_BRIEF: [i64; 6] = [2, 7, 14, 25, 45, 90];
const DAYS_UNIT: [i64; 6] = [30, 70, 90, 110, 150, 240];

/// How many days a placement lasts; `number` are behind the child. Who will
/// stay in care until eighteen settles, sooner or later, for good.
pub(super) fn stay(
    draw: &mut Draw,
    setting: Setting,
    years: i32,
    number: usize,
    will_stay: bool,
) -> i64 {
    let settles = match setting {
        Kinship => 350,
        InHouseFostering | AgencyFostering if years < 12 => 330,
        InHouseFostering | AgencyFostering => 190,
        InHouseHome | ExternalHome | School => 150,
        _ => 0,
    };
    if will_stay && number > 0 && draw.chance(settles) {
        return 7_000;
    }
    match setting {
        Unregistered | Hospital | YoungOffender => draw.quantile(&DAYS_BRIEF),
        Secure | ParentAndChild => draw.quantile(&DAYS_UNIT),
        Kinship => draw.quantile(&DAYS_KINSHIP),
        ExternalSupported | InHouseSupported => draw.quantile(&DAYS_SUPPORTED),
        Parents => draw.quantile(&DAYS_FOSTERED_SMALL),
        _ if number == 0 && years < 16 => draw.quantile(&DAYS_FIRST),
        InHouseHome | ExternalHome | School => draw.quantile(&DAYS_HOME),
        _ if years < 10 => draw.quantile(&DAYS_FOSTERED_SMALL),
        _ => draw.quantile(&DAYS_FOSTERED_OLDER),
    }
}
