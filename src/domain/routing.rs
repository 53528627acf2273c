//! Which main group gets a ticket: of the kind that its department asks for, on shift, of the speciality that the
//! customer's words tell, and the least loaded of those.

use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};

use super::accents;
use super::calendar::Calendar;
use super::ids::{GroupId, Timestamp};
use super::settings::{Department, GroupKind};
use super::shifts::Balance;
use super::ticket::CaseMessage;

/// Characters of what a customer wrote that are looked through for a speciality.
const WORDS_MOST: usize = 2_000;
/// Tickets that were sent to a group so long ago (milliseconds) say nothing of its load any more.
const RECENT_MS: i64 = 30 * 60_000;
/// Of more tickets within that time the first are forgotten.
const RECENT_MOST: usize = 500;

/// A main group, as a place for tickets.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What it is for.
    pub kind: GroupKind,
    /// When it is on shift.
    pub shift: Calendar,
    /// What it knows best, as its label says; empty for none.
    pub speciality: String,
    /// The words that tell its speciality, as people compare them.
    pub keywords: Vec<Vec<String>>,
    /// Tickets that wait there.
    pub pending: usize,
    /// When tickets were last sent there, oldest first.
    recent: VecDeque<Timestamp>,
    /// Which ticket of all it got last.
    turn: u64,
}

impl Place {
    /// A place without tickets.
    #[must_use]
    pub fn new(kind: GroupKind, shift: Calendar) -> Self {
        Self {
            kind,
            shift,
            speciality: String::new(),
            keywords: Vec::new(),
            pending: 0,
            recent: VecDeque::new(),
            turn: 0,
        }
    }

    /// A ticket was sent there: the `turn`th of all.
    pub fn sent(&mut self, turn: u64, now: Timestamp) {
        self.turn = turn;
        self.recent.push_back(now);
        while self.recent.len() > RECENT_MOST
            || self.recent.front().is_some_and(|at| now.since(*at) >= RECENT_MS)
        {
            self.recent.pop_front();
        }
    }

    /// Tickets that wait there, and those that were just sent.
    fn load(&self, now: Timestamp) -> usize {
        let recent = self.recent.iter().rev().take_while(|at| now.since(**at) < RECENT_MS).count();
        self.pending + recent
    }

    /// How well it suits a request: best where it is named, then by how many of its words were said, then by what it
    /// has in common with the place that the request comes from.
    fn suits(&self, wanted: &Wanted) -> (bool, usize, usize) {
        let label = comparable(&self.speciality);
        let named = !wanted.speciality.is_empty()
            && (label == wanted.speciality
                || self.keywords.iter().any(|keyword| is_in(keyword, &wanted.speciality)));
        let said = self.keywords.iter().filter(|keyword| is_in(keyword, &wanted.words)).count();
        let known = |words: &&Vec<String>| **words == label || self.keywords.contains(*words);
        (named, said, wanted.akin.iter().filter(known).count())
    }

    fn is_general(&self) -> bool {
        self.keywords.is_empty() && self.speciality.trim().is_empty()
    }
}

/// What a ticket needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    department: Department,
    speciality: Vec<String>,
    words: Vec<String>,
    /// What the place knows that it comes from: its label, and each of its words.
    akin: Vec<Vec<String>>,
}

impl Wanted {
    /// A ticket of a department, for a speciality that was named or that these words may tell.
    #[must_use]
    pub fn new(department: Department, speciality: Option<&str>, words: &str) -> Self {
        let speciality = comparable(speciality.unwrap_or_default());
        Self { department, speciality, words: comparable(words), akin: Vec::new() }
    }

    /// A ticket that leaves this place: where its words tell nothing, whoever knows the same suits it.
    #[must_use]
    pub fn leaving(place: &Place, department: Department, words: &str) -> Self {
        let label = comparable(&place.speciality);
        let known = place.keywords.iter().cloned().chain([label]);
        let akin = known.filter(|words| !words.is_empty()).collect();
        Self { akin, ..Self::new(department, None, words) }
    }
}

/// The group for a ticket. A group on shift wins always; where none is, the one that is on shift first keeps the
/// ticket. Without one of the kind a ticket is better off in the other department than nowhere; supervisors get none.
#[must_use]
pub fn choose(
    places: &BTreeMap<GroupId, Place>,
    wanted: &Wanted,
    balance: Balance,
    now: Timestamp,
) -> Option<GroupId> {
    let kind = wanted.department.kind();
    let has_kind = places.values().any(|place| place.kind == kind);
    let could = |place: &Place| match has_kind {
        true => place.kind == kind,
        false => place.kind != GroupKind::Supervisor,
    };
    let all: Vec<(GroupId, &Place)> =
        places.iter().filter(|(_, place)| could(place)).map(|(id, place)| (*id, place)).collect();
    let rank = |id: GroupId, place: &Place| match balance {
        Balance::Load => (place.load(now) as u64, place.turn, id),
        Balance::Turns => (place.turn, 0, id),
    };
    let on: Vec<(GroupId, &Place)> =
        all.iter().filter(|(_, place)| place.shift.is_open(now)).copied().collect();
    if on.is_empty() {
        let first = |place: &Place| place.shift.next_open(now).unwrap_or(Timestamp(i64::MAX));
        let found = all.into_iter().min_by_key(|(id, place)| {
            (first(place), Reverse(place.suits(wanted)), !place.is_general(), rank(*id, place))
        });
        return found.map(|(id, _)| id);
    }
    on.into_iter()
        .min_by_key(|(id, place)| {
            (Reverse(place.suits(wanted)), !place.is_general(), rank(*id, place))
        })
        .map(|(id, _)| id)
}

/// What of a customer's first messages may tell the speciality.
#[must_use]
pub fn telling_words<'a>(messages: impl IntoIterator<Item = &'a CaseMessage>) -> String {
    let words = messages.into_iter().filter_map(|message| message.content.words());
    let words: Vec<&str> = words.collect();
    words.join("\n").chars().take(WORDS_MOST).collect()
}

/// A text as people compare it: its words, without case and accents.
#[must_use]
pub fn comparable(text: &str) -> Vec<String> {
    let plain: String = text.chars().flat_map(char::to_lowercase).map(accents::plain).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Whether these words are among those, one after the other.
fn is_in(words: &[String], among: &[String]) -> bool {
    !words.is_empty() && among.windows(words.len()).any(|window| window == words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{Schedule, Span, Week};

    const MONDAY: i64 = 1_795_392_000_000;

    fn at(hour: i64) -> Timestamp {
        Timestamp(MONDAY + hour * 3_600_000)
    }

    fn hours(from: u16, to: u16) -> Calendar {
        let day = || vec![Span { from: from * 60, to: to * 60 }];
        let week = Week(std::array::from_fn(|_| day()));
        Calendar::new(&Schedule { week, ..Schedule::default() }, "UTC")
    }

    fn place(kind: GroupKind, pending: usize) -> Place {
        Place { pending, ..Place::new(kind, Calendar::always()) }
    }

    fn expert(words: &[&str], shift: Calendar) -> Place {
        let keywords = words.iter().map(|word| comparable(word)).collect();
        Place { keywords, ..Place::new(GroupKind::Support, shift) }
    }

    fn support(words: &str) -> Wanted {
        Wanted::new(Department::Support, None, words)
    }

    fn chosen(places: &[(i64, Place)], wanted: &Wanted, now: Timestamp) -> Option<i64> {
        let places = places.iter().map(|(id, place)| (GroupId(*id), place.clone())).collect();
        choose(&places, wanted, Balance::Load, now).map(|group| group.0)
    }

    #[test]
    fn tickets_go_to_their_department_and_else_to_the_other_but_never_to_supervisors() {
        let sales = Wanted::new(Department::Sales, None, "");
        let mut places = vec![(1, place(GroupKind::Supervisor, 0))];
        assert_eq!(chosen(&places, &sales, at(0)), None);
        places.push((2, place(GroupKind::Support, 7)));
        assert_eq!(chosen(&places, &sales, at(0)), Some(2));
        places.push((3, place(GroupKind::Sales, 9)));
        places.push((4, place(GroupKind::Sales, 8)));
        assert_eq!(chosen(&places, &sales, at(0)), Some(4));
        assert_eq!(chosen(&places, &support(""), at(0)), Some(2));
    }

    #[test]
    fn the_words_of_a_customer_lead_to_the_speciality_and_a_named_one_beats_them() {
        let places = vec![
            (1, place(GroupKind::Support, 50)),
            (2, expert(&["Factura", "pago"], Calendar::always())),
            (3, expert(&["fibra óptica", "router"], Calendar::always())),
        ];
        assert_eq!(chosen(&places, &support("No me llegó la FACTURA"), at(0)), Some(2));
        assert_eq!(chosen(&places, &support("se cortó la Fibra Optica"), at(0)), Some(3));
        assert_eq!(chosen(&places, &support("la óptica y la fibra"), at(0)), Some(1));
        assert_eq!(chosen(&places, &support("facturación"), at(0)), Some(1), "whole words only");
        let named = Wanted::new(Department::Support, Some("Router"), "la factura y el pago");
        assert_eq!(chosen(&places, &named, at(0)), Some(3));
    }

    #[test]
    fn a_group_on_shift_wins_and_else_the_first_to_open_keeps_the_ticket() {
        let places =
            vec![(1, expert(&["factura"], hours(9, 17))), (2, expert(&["router"], hours(14, 22)))];
        assert_eq!(chosen(&places, &support("factura"), at(15)), Some(1));
        assert_eq!(chosen(&places, &support("factura"), at(18)), Some(2), "off shift");
        assert_eq!(chosen(&places, &support("router"), at(23)), Some(1), "opens at nine");
    }

    #[test]
    fn what_was_just_sent_counts_as_load_and_turns_are_taken_where_that_is_set() {
        let mut places = BTreeMap::from([
            (GroupId(1), place(GroupKind::Support, 0)),
            (GroupId(2), place(GroupKind::Support, 1)),
        ]);
        let mut turns = Vec::new();
        for turn in 1..=4 {
            let group = choose(&places, &support(""), Balance::Load, at(0)).unwrap();
            places.get_mut(&group).unwrap().sent(turn, at(0));
            turns.push(group.0);
        }
        assert_eq!(turns, [1, 2, 1, 2]);
        assert_eq!(choose(&places, &support(""), Balance::Turns, at(0)), Some(GroupId(1)));
        assert_eq!(choose(&places, &support(""), Balance::Load, at(1)), Some(GroupId(1)));
    }
}
