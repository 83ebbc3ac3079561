//! Names of providers, their owners and their homes, of nobody and nowhere. No
//! name is part of another: what tells of one never tells of two.

/// First words of providers' names.
pub(super) const ROOTS: [&str; 69] = [
    "Ambrell",
    "Corvane",
    "Dunmarrow",
    "Ellowick",
    "Farrowen",
    "Glimmerel",
    "Harlune",
    "Islewyn",
    "Jarrowen",
    "Kestrane",
    "Lumerel",
    "Marrowick",
    "Nettlane",
    "Orrinel",
    "Penrowen",
    "Quillane",
    "Rowmarsh",
    "Sallowen",
    "Tamsel",
    "Ulverane",
    "Vennick",
    "Wyllane",
    "Yarrune",
    "Zarrick",
    "Aldrune",
    "Brindlow",
    "Cawdrell",
    "Drennick",
    "Elmarrow",
    "Fossell",
    "Garrune",
    "Hollune",
    "Ivrell",
    "Jessamere",
    "Kelmarsh",
    "Lindrow",
    "Mellune",
    "Norrick",
    "Ostrell",
    "Pellune",
    "Quarrel",
    "Rennow",
    "Sorrune",
    "Thornell",
    "Umbrell",
    "Varrow",
    "Alverock",
    "Brackwen",
    "Corrowby",
    "Dalverne",
    "Eskerall",
    "Frensall",
    "Gossamel",
    "Haverlune",
    "Inchwen",
    "Jorvane",
    "Kellowby",
    "Lorrimel",
    "Mossery",
    "Ollerwen",
    "Pennarock",
    "Quennick",
    "Rushwen",
    "Silvarrel",
    "Tolverne",
    "Ummerick",
    "Vestrane",
    "Wendrell",
    "Yellarrow",
];

/// First words of homes' names.
pub(super) const HOUSES: [&str; 68] = [
    "Beech",
    "Plover",
    "Lantern",
    "Heron",
    "Mill",
    "Orchard",
    "Sparrow",
    "Harbour",
    "Copper",
    "Willow",
    "Larkspur",
    "Granary",
    "Teasel",
    "Otter",
    "Foundry",
    "Bramble",
    "Kiln",
    "Swift",
    "Juniper",
    "Ferry",
    "Hazel",
    "Weaver",
    "Curlew",
    "Linden",
    "Saddler",
    "Poplar",
    "Kestrel",
    "Chandler",
    "Rowan",
    "Tiller",
    "Finch",
    "Cobbler",
    "Maple",
    "Wharf",
    "Sorrel",
    "Cooper",
    "Avocet",
    "Thatch",
    "Tanner",
    "Quay",
    "Acorn",
    "Bittern",
    "Damson",
    "Elder",
    "Fennel",
    "Garnet",
    "Hawthorn",
    "Ivy",
    "Jackdaw",
    "Knapweed",
    "Marlin",
    "Nettle",
    "Pewter",
    "Quince",
    "Ropewalk",
    "Siskin",
    "Tamarisk",
    "Vintner",
    "Wren",
    "Alder",
    "Baker",
    "Dunlin",
    "Goldcrest",
    "Merlin",
    "Pipit",
    "Redwing",
    "Sexton",
    "Teal",
];

/// Owners of several providers.
pub(super) const GROUPS: [&str; 3] = ["Ambrell Holdings", "Dunmarrow Partners", "Orrinel Group"];

/// The last word of a house's name: another once all first words are taken.
const OF_HOUSES: [&str; 4] = ["House", "Grange", "Croft", "Villa"];

/// The name of a home, of so many that were named before it.
pub(super) fn of_home(number: usize, suffix: &str) -> String {
    let round = number / HOUSES.len();
    let suffix = match suffix {
        "House" => OF_HOUSES[round % OF_HOUSES.len()],
        other => other,
    };
    format!("{} {suffix}", HOUSES[number % HOUSES.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_part_of_another() {
        let names: Vec<String> =
            ROOTS.iter().chain(&HOUSES).map(|name| name.to_lowercase()).collect();
        for (place, name) in names.iter().enumerate() {
            for (other, longer) in names.iter().enumerate() {
                assert!(place == other || !longer.contains(name.as_str()), "{name} in {longer}");
            }
        }
    }
}
