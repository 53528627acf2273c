//! Which main group gets a ticket.

use std::collections::BTreeMap;

use super::ids::GroupId;
use super::settings::{Department, GroupKind};
use super::ticket::CaseMessage;

/// Characters of what a customer wrote that are looked through for a speciality.
const WORDS_MOST: usize = 2_000;

/// A main group, as a place for tickets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is for.
    pub kind: GroupKind,
    /// Tickets sent there since the line was started, the measure of load.
    pub sent: u64,
}

/// The group for a ticket of `department`: of that kind, least loaded first, then lowest number. Without
/// one of that kind a ticket is better off in the other department than nowhere; supervisors get none.
#[must_use]
pub fn choose(places: &BTreeMap<GroupId, Place>, department: Department) -> Option<GroupId> {
    let of_kind = |wanted: fn(GroupKind, Department) -> bool| {
        places
            .iter()
            .filter(|(_, place)| wanted(place.kind, department))
            .min_by_key(|(id, place)| (place.sent, **id))
            .map(|(id, _)| *id)
    };
    of_kind(|kind, department| kind == department.kind())
        .or_else(|| of_kind(|kind, _| kind != GroupKind::Supervisor))
}

/// What of a customer's first messages may tell the speciality.
#[must_use]
pub fn telling_words(messages: &[CaseMessage]) -> String {
    let words: Vec<&str> = messages.iter().filter_map(|message| message.content.words()).collect();
    words.join("\n").chars().take(WORDS_MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tickets_go_to_their_department_and_else_to_the_other_but_never_to_supervisors() {
        let place = |kind, sent| Place { kind, sent };
        let mut places = BTreeMap::from([(GroupId(1), place(GroupKind::Supervisor, 0))]);
        assert_eq!(choose(&places, Department::Sales), None);
        places.insert(GroupId(2), place(GroupKind::Support, 7));
        assert_eq!(choose(&places, Department::Sales), Some(GroupId(2)));
        places.insert(GroupId(3), place(GroupKind::Sales, 9));
        places.insert(GroupId(4), place(GroupKind::Sales, 8));
        assert_eq!(choose(&places, Department::Sales), Some(GroupId(4)));
        assert_eq!(choose(&places, Department::Support), Some(GroupId(2)));
    }
}
