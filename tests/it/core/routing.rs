//! Hours, shifts and who gets a ticket: by example.

use std::sync::Arc;

use relevo::domain::acts::{By, Deed};
use relevo::domain::calendar::{Schedule, Span, Week};
use relevo::domain::content::Content;
use relevo::domain::event::Event;
use relevo::domain::ids::{AgentId, ChatId, GroupId, TicketNo, Timestamp, WaId};
use relevo::domain::main_group::MainGroup;
use relevo::domain::message::{ChatOwned, ChatOwner, MemberStands, Post, Posted, Tell};
use relevo::domain::notice::Notice;
use relevo::domain::purpose::Purpose;
use relevo::domain::reason::SHIFT_ENDED;
use relevo::domain::refusal::Refusal;
use relevo::domain::rules::{AgentRules, GroupRules, Rules};
use relevo::domain::settings::{GroupKind, IntakeMode, LineSettings};
use relevo::domain::shifts::{Assignment, ShiftEnd, ShiftRules};

use super::desk::{ANA, Desk, GROUP, HUGO, MARTA, NOW, RUI, slot_chat};

const HOUR: i64 = 3_600_000;
const LATE: &str = "120363000000000002@g.us";

/// Hours of every day, in UTC, counted from the hour in which the desk's clock begins.
fn hours(from: i64, to: i64) -> Schedule {
    let clock = |hours: i64| {
        let minutes = (NOW.0 / 60_000).rem_euclid(1440) + hours * 60;
        u16::try_from(minutes.rem_euclid(1440)).unwrap()
    };
    let week = Week(std::array::from_fn(|_| vec![Span { from: clock(from), to: clock(to) }]));
    Schedule { week, holidays: Vec::new(), zone: Some("UTC".into()) }
}

fn shift_of(group: i64, shift: Schedule) -> (GroupId, GroupRules) {
    (GroupId(group), GroupRules { shift, ..GroupRules::default() })
}

fn of_agent(agent: i64, shift: Schedule) -> (AgentId, AgentRules) {
    (AgentId(agent), AgentRules { shift, ..AgentRules::default() })
}

fn settings(shifts: ShiftRules, rules: Rules) -> LineSettings {
    let intake = IntakeMode::Direct;
    LineSettings { intake, shifts, rules: Arc::new(rules), ..LineSettings::default() }
}

/// A second group for support.
fn with_late_group(settings: LineSettings) -> Desk {
    let mut desk = Desk::of(settings.clone(), true, 2);
    let (id, chat) = (GroupId(2), ChatId::from(LATE));
    let group =
        MainGroup::new(id, GroupKind::Support, "Tarde".into(), Some(chat.clone()), settings);
    desk.tell(Tell::StartGroup(Box::new(group)));
    let owner = ChatOwner::Group(id, GroupKind::Support);
    desk.tell(Tell::Line(ChatOwned { chat, owner }.into()));
    desk
}

/// Where the last ticket was announced, and the id under which it can be quoted.
fn announced(desk: &mut Desk) -> (String, TicketNo, WaId) {
    let found = desk.sends.iter().rev().find_map(|send| match send.purpose {
        Purpose::Announcement { group, ticket } => Some((send.chat.clone(), group, ticket)),
        _ => None,
    });
    let (chat, group, ticket) = found.unwrap();
    let wa_id = WaId::from(format!("S{ticket}-{group}"));
    let posted = Posted { post: Post::Announcement(ticket), wa_id: wa_id.clone() };
    desk.tell(Tell::Group(group, posted.into()));
    (chat.as_str().to_owned(), ticket, wa_id)
}

fn refusals(desk: &mut Desk, chat: &str) -> Vec<Refusal> {
    let said = desk.notices(chat).into_iter().filter_map(|notice| match notice {
        Notice::Refused { refusal } => Some(refusal),
        _ => None,
    });
    said.collect()
}

fn told_closed(desk: &mut Desk, chat: &str) -> Vec<Option<Timestamp>> {
    let said = desk.notices(chat).into_iter().filter_map(|notice| match notice {
        Notice::Closed { opens } => Some(opens),
        _ => None,
    });
    said.collect()
}

#[test]
fn a_ticket_goes_to_the_group_on_shift_and_to_its_speciality_among_those() {
    let mut rules = Rules::default();
    rules.groups.extend([shift_of(1, hours(-2, -1)), shift_of(2, hours(-1, 5))]);
    let mut desk = with_late_group(settings(ShiftRules::default(), rules));
    desk.says(MARTA, MARTA, "no tengo internet", None);
    assert_eq!(announced(&mut desk).0, LATE);
    assert_eq!(told_closed(&mut desk, MARTA), [], "somebody is there");

    let mut rules = Rules::default();
    let keywords = vec!["factura".to_owned()];
    rules.groups.insert(GroupId(2), GroupRules { keywords, ..GroupRules::default() });
    let mut desk = with_late_group(settings(ShiftRules::default(), rules));
    desk.says(MARTA, MARTA, "no tengo internet", None);
    assert_eq!(announced(&mut desk).0, GROUP);
    desk.says(HUGO, HUGO, "La FACTURA llegó mal", None);
    assert_eq!(announced(&mut desk).0, LATE);
}

#[test]
fn at_night_the_first_to_open_keeps_the_ticket_and_its_customer_is_told_once() {
    let mut rules = Rules::default();
    rules.groups.extend([shift_of(1, hours(9, 11)), shift_of(2, hours(5, 8))]);
    let mut desk = with_late_group(settings(ShiftRules::default(), rules.clone()));
    desk.says(MARTA, MARTA, "no tengo internet", None);
    let opens = Timestamp((NOW.0 / 60_000) * 60_000 + 5 * HOUR);
    assert_eq!(announced(&mut desk).0, LATE, "announced at once");
    assert_eq!(told_closed(&mut desk, MARTA), [Some(opens)]);
    let told = desk.events.iter().any(|event| matches!(event, Event::ToldClosed { .. }));
    assert!(told, "kept, so that a restart does not say it again");
    desk.says(MARTA, MARTA, "¿hola?", None);
    assert_eq!(told_closed(&mut desk, MARTA).len(), 1, "once a night");
    // The next night it is another.
    desk.later(24 * HOUR);
    desk.look_away();
    desk.says(MARTA, MARTA, "sigo esperando", None);
    assert_eq!(told_closed(&mut desk, MARTA).len(), 1);

    let shifts = ShiftRules { tell_closed: false, ..ShiftRules::default() };
    let mut desk = with_late_group(settings(shifts, rules));
    desk.says(MARTA, MARTA, "no tengo internet", None);
    assert_eq!(told_closed(&mut desk, MARTA), []);
}

#[test]
fn who_claims_off_shift_is_told_when_the_shift_begins_and_the_ticket_stays_free() {
    let mut rules = Rules::default();
    rules.agents.extend([of_agent(1, hours(3, 8))]);
    let mut desk = Desk::of(settings(ShiftRules::default(), rules.clone()), true, 1);
    let (ticket, quote) = desk.ticket(MARTA);
    desk.look_away();
    desk.says(GROUP, ANA, "mío", Some(&quote));
    let begins = Some(Timestamp((NOW.0 / 60_000) * 60_000 + 3 * HOUR));
    assert_eq!(refusals(&mut desk, GROUP), [Refusal::OffShift { agent: "Ana".into(), begins }]);
    // A supervisor may decide otherwise.
    desk.acts(1, ticket, Deed::Assign { agent: AgentId(1) }, None);
    assert!(desk.events.iter().any(|event| matches!(event, Event::Claimed { .. })));

    let shifts = ShiftRules { off_shift_claims: true, ..ShiftRules::default() };
    let mut desk = Desk::of(settings(shifts, rules), true, 1);
    let (_, quote) = desk.ticket(MARTA);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    assert_eq!(refusals(&mut desk, GROUP), []);
}

#[test]
fn at_the_end_of_a_shift_open_cases_go_to_whoever_is_on() {
    let mut rules = Rules::default();
    rules.agents.extend([of_agent(1, hours(-1, 2))]);
    rules.groups.extend([shift_of(1, hours(-1, 2)), shift_of(2, hours(2, 8))]);
    let keep = settings(ShiftRules::default(), rules.clone());
    let offer = ShiftRules { shift_end: ShiftEnd::Offer, ..ShiftRules::default() };
    for (settings, returned) in [(keep, false), (settings(offer, rules), true)] {
        let mut desk = with_late_group(settings);
        desk.says(MARTA, MARTA, "no tengo internet", None);
        let (chat, ticket, quote) = announced(&mut desk);
        desk.says(&chat, ANA, "mío", Some(&quote));
        desk.look_away();
        desk.later(HOUR);
        desk.later(50 * 60_000);
        let warned = desk.notices(slot_chat(1).as_str());
        let ending = |notice: &&Notice| matches!(notice, Notice::ShiftEnding { .. });
        // Beside it the agent is told that the customer waits for an answer.
        let warnings = warned.iter().filter(ending).count();
        assert_eq!(warnings, usize::from(returned), "{warned:?}");
        desk.later(10 * 60_000);
        assert!(!desk.events.iter().any(|event| matches!(event, Event::Returned { .. })));
        desk.later(10 * 60_000);
        let found = desk.events.iter().find_map(|event| match event {
            Event::Returned { ticket, group, by, reason, .. } => {
                Some((*ticket, *group, by.clone(), reason.clone()))
            }
            _ => None,
        });
        let reason = Some(SHIFT_ENDED.to_owned());
        let expected = (ticket, GroupId(2), By::Relevo, reason);
        assert_eq!(found, returned.then_some(expected));
        // Nothing of it happens twice.
        desk.look_away();
        desk.later(HOUR);
        let handed = |event: &Event| matches!(event, Event::Returned { .. } | Event::Moved { .. });
        assert!(!desk.events.iter().any(handed), "{:?}", desk.events);
    }
}

#[test]
fn tickets_that_wait_in_a_group_whose_shift_ends_are_moved_to_one_that_is_on() {
    let mut rules = Rules::default();
    rules.groups.extend([shift_of(1, hours(-1, 2)), shift_of(2, hours(3, 8))]);
    for move_pending in [true, false] {
        let shifts = ShiftRules { move_pending, ..ShiftRules::default() };
        let mut desk = with_late_group(settings(shifts, rules.clone()));
        desk.says(MARTA, MARTA, "no tengo internet", None);
        assert_eq!(announced(&mut desk).0, GROUP);
        desk.later(2 * HOUR + 60_000);
        let moved = |desk: &Desk| {
            desk.events.iter().any(|event| {
                matches!(event, Event::Moved { group, reason: Some(reason), .. }
                    if *group == GroupId(2) && reason == SHIFT_ENDED)
            })
        };
        assert!(!moved(&desk), "nobody is on yet");
        desk.later(HOUR);
        assert_eq!(moved(&desk), move_pending);
    }
}

fn automatic(accept_ms: i64) -> Desk {
    automatically(GroupRules { accept_ms: Some(accept_ms), ..GroupRules::default() })
}

fn automatically(group: GroupRules) -> Desk {
    let mut rules = Rules::default();
    let assignment = Assignment::Auto;
    let auto = GroupRules { assignment, ..group };
    rules.groups.insert(GroupId(1), auto);
    let mut desk = Desk::of(settings(ShiftRules::default(), rules), true, 1);
    for agent in [AgentId(1), AgentId(2)] {
        let (group, is_in) = (GroupId(1), true);
        desk.tell(Tell::Line(MemberStands { agent, group, is_in }.into()));
    }
    let resumed = desk.owners.resume(NOW);
    desk.asks(|_, _, _| resumed);
    desk.later(0);
    desk.look_away();
    desk
}

fn holder(desk: &Desk) -> Vec<AgentId> {
    let claimed = desk.events.iter().filter_map(|event| match event {
        Event::Claimed { seat, .. } => Some(seat.agent),
        _ => None,
    });
    claimed.collect()
}

#[test]
fn an_offer_is_for_one_agent_then_for_the_next_and_at_last_for_all() {
    let mut desk = automatic(60_000);
    let (ticket, quote) = desk.ticket(MARTA);
    let said = desk.notices(GROUP);
    assert!(
        matches!(&said[..], [Notice::AnnouncedFor { agent, accept_ms: 60_000, .. }] if agent == "Ana"),
        "{said:?}"
    );
    desk.look_away();
    desk.says(GROUP, RUI, "mío", Some(&quote));
    let offered = Refusal::OfferedTo { ticket, agent: "Ana".into() };
    assert_eq!(refusals(&mut desk, GROUP), [offered]);
    desk.look_away();
    desk.later(60_000);
    let accept_ms = 60_000;
    let next = Notice::OfferedTo { ticket, agent: "Rui".into(), accept_ms };
    assert_eq!(desk.notices(GROUP), [next]);
    desk.look_away();
    desk.later(60_000);
    assert_eq!(desk.notices(GROUP), [Notice::OpenToAll { ticket }]);
    desk.says(GROUP, ANA, "ahora sí", Some(&quote));
    assert_eq!(holder(&desk), [AgentId(1)]);
}

#[test]
fn offers_go_round_and_whoever_has_fewer_cases_is_first() {
    let mut desk = automatic(60_000);
    let (_, quote) = desk.ticket(MARTA);
    desk.says(GROUP, ANA, "acepto", Some(&quote));
    desk.look_away();
    let (_, quote) = desk.ticket(HUGO);
    desk.says(GROUP, RUI, "acepto", Some(&quote));
    assert_eq!(holder(&desk), [AgentId(2)]);
}

#[test]
fn without_a_time_to_accept_a_ticket_is_given_and_who_is_busy_gets_it_when_free() {
    let mut desk = automatic(0);
    desk.ticket(MARTA);
    desk.ticket(HUGO);
    assert_eq!(holder(&desk), [AgentId(1), AgentId(2)]);
    let third = "5493815550003@s.whatsapp.net";
    desk.ticket(third);
    assert_eq!(holder(&desk).len(), 2, "all are busy");
    desk.writes(slot_chat(2).as_str(), RUI, Content::text("/fin"), None);
    assert_eq!(holder(&desk), [AgentId(1), AgentId(2), AgentId(2)]);
}

#[test]
fn what_was_given_out_and_left_unanswered_is_given_to_nobody_again_who_does_not_take_it() {
    let (accept_ms, give_back_ms) = (Some(0), Some(HOUR));
    let mut desk = automatically(GroupRules { accept_ms, give_back_ms, ..GroupRules::default() });
    let (_, quote) = desk.ticket(MARTA);
    assert_eq!(holder(&desk), [AgentId(1)]);
    (0..24).for_each(|_| desk.later(HOUR / 12));
    let returned = |event: &Event| matches!(event, Event::Returned { by: By::Relevo, .. });
    assert!(desk.events.iter().any(returned));
    (0..24).for_each(|_| desk.later(HOUR / 12));
    assert_eq!(holder(&desk), [AgentId(1)], "it goes round among nobody");
    desk.says(GROUP, RUI, "mío", Some(&quote));
    assert_eq!(holder(&desk), [AgentId(1), AgentId(2)]);
}
