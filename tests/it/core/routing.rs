//! Hours, shifts and who gets a ticket: by example.

use std::sync::Arc;

use relevo::domain::acts::{By, Deed};
use relevo::domain::calendar::{Schedule, Span, Week};
use relevo::domain::content::Content;
use relevo::domain::event::Event;
use relevo::domain::ids::{AgentId, ChatId, GroupId, SendId, TicketNo, Timestamp, WaId};
use relevo::domain::main_group::MainGroup;
use relevo::domain::message::{
    ChatOwned, ChatOwner, MemberStands, Post, Posted, RetireGroup, Tell,
};
use relevo::domain::notice::Notice;
use relevo::domain::outcome::Receipt;
use relevo::domain::provisioning::Membership;
use relevo::domain::purpose::Purpose;
use relevo::domain::reason::SHIFT_ENDED;
use relevo::domain::refusal::Refusal;
use relevo::domain::rules::{AgentRules, GroupRules, Rules};
use relevo::domain::settings::{Department, GroupKind, IntakeMode, LineSettings};
use relevo::domain::shifts::{Assignment, ShiftEnd, ShiftRules};

use super::desk::{ANA, Desk, GROUP, HUGO, MARTA, NOW, RUI, slot_chat};

const HOUR: i64 = 3_600_000;
const LATE: &str = "120363000000000002@g.us";
const BILLS: &str = "120363000000000003@g.us";

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

/// Two more groups for support: whoever is there late, and who knows of bills late.
fn with_bills(settings: LineSettings) -> Desk {
    let mut desk = with_late_group(settings.clone());
    let (id, chat) = (GroupId(3), ChatId::from(BILLS));
    let group =
        MainGroup::new(id, GroupKind::Support, "Facturas".into(), Some(chat.clone()), settings);
    desk.tell(Tell::StartGroup(Box::new(group)));
    let owner = ChatOwner::Group(id, GroupKind::Support);
    desk.tell(Tell::Line(ChatOwned { chat, owner }.into()));
    desk
}

fn bill_rules(early: &[&str]) -> Rules {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let group = |shift, keywords| GroupRules { shift, keywords, ..GroupRules::default() };
    let mut rules = Rules::default();
    rules.groups.insert(GroupId(1), group(hours(-1, 2), words(early)));
    rules.groups.insert(GroupId(2), group(hours(2, 8), Vec::new()));
    rules.groups.insert(GroupId(3), group(hours(2, 8), words(&["factura", "pago"])));
    rules
}

#[test]
fn at_the_end_of_a_shift_cases_go_to_who_knows_of_them_among_those_that_are_on() {
    let offer = ShiftRules { shift_end: ShiftEnd::Offer, ..ShiftRules::default() };
    let cases = [
        (&["factura"][..], "la factura llegó mal", 3, "by what the customer wrote"),
        (&[][..], "la factura llegó mal", 3, "although nobody there knew of it before"),
        (&["pago"][..], "no sé qué hacer", 3, "by what the group knows that had it"),
        (&["router"][..], "no sé qué hacer", 2, "else to whoever knows of all"),
    ];
    for (early, text, group, why) in cases {
        for taken in [false, true] {
            let mut rules = bill_rules(early);
            rules.agents.extend([of_agent(1, hours(-1, 2))]);
            let mut desk = with_bills(settings(offer.clone(), rules));
            desk.says(MARTA, MARTA, text, None);
            let (chat, _, quote) = announced(&mut desk);
            assert_eq!(chat, GROUP);
            if taken {
                desk.says(GROUP, ANA, "mío", Some(&quote));
            }
            desk.look_away();
            desk.later(2 * HOUR);
            desk.later(15 * 60_000);
            let went = desk.events.iter().find_map(|event| match event {
                Event::Moved { group, .. } | Event::Returned { group, .. } => Some(group.0),
                _ => None,
            });
            assert_eq!(went, Some(group), "{why}, taken: {taken}");
        }
    }
}

#[test]
fn what_was_handed_to_an_agent_since_the_end_of_the_shift_stays() {
    let mut rules = Rules::default();
    rules.agents.extend([of_agent(2, hours(-1, 2))]);
    let offer = ShiftRules { shift_end: ShiftEnd::Offer, ..ShiftRules::default() };
    let mut desk = Desk::of(settings(offer, rules), true, 1);
    desk.case();
    desk.later(2 * HOUR + 60_000);
    desk.acts(1, TicketNo(1), Deed::Transfer { agent: AgentId(2) }, None);
    desk.look_away();
    desk.later(HOUR);
    assert!(!desk.events.iter().any(|event| matches!(event, Event::Returned { .. })));
}

#[test]
fn what_goes_back_to_a_group_that_takes_no_tickets_any_more_goes_to_its_like() {
    let settings = LineSettings {
        give_back_ms: 30 * 60_000,
        ..settings(ShiftRules::default(), Rules::default())
    };
    let mut desk = with_late_group(settings);
    desk.case();
    let retired = RetireGroup { retired: true, receipt: Receipt::NOBODY };
    desk.tell(Tell::Group(GroupId(1), retired.into()));
    desk.look_away();
    desk.later(30 * 60_000);
    let back =
        |event: &Event| matches!(event, Event::Returned { group, .. } if *group == GroupId(2));
    assert!(desk.events.iter().any(back), "{:?}", desk.events);
    let again = |notice: &Notice| matches!(notice, Notice::AnnouncedAgain { .. });
    assert!(desk.notices(LATE).iter().any(again));
}

#[test]
fn a_department_is_asked_for_by_name_and_who_knows_of_the_case_gets_it() {
    let mut desk = with_bills(settings(ShiftRules::default(), {
        let mut rules = bill_rules(&[]);
        rules.groups.values_mut().for_each(|group| group.shift = Schedule::default());
        rules
    }));
    desk.says(MARTA, MARTA, "hola", None);
    let (chat, _, quote) = announced(&mut desk);
    desk.says(&chat, ANA, "mío", Some(&quote));
    desk.says(MARTA, MARTA, "es por la factura", None);
    desk.says(slot_chat(1).as_str(), ANA, "/transferir support", None);
    let to = |event: &Event| matches!(event, Event::Returned { group, .. } if *group == GroupId(3));
    assert!(desk.events.iter().any(to), "{:?}", desk.events);
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

/// Marta's case was Ana's and is over; Ana is busy with Hugo.
fn reopened(accept_ms: i64) -> Desk {
    let mut desk = automatic(accept_ms);
    desk.ticket(MARTA);
    if accept_ms > 0 {
        let quote = WaId::from("S1");
        desk.says(GROUP, ANA, "mío", Some(&quote));
    }
    desk.says(slot_chat(1).as_str(), ANA, "/fin", None);
    let (ticket, quote) = desk.ticket(HUGO);
    if accept_ms > 0 {
        desk.later(accept_ms);
        desk.later(accept_ms);
        desk.says(GROUP, ANA, "mío", Some(&quote));
    } else {
        desk.acts(2, ticket, Deed::Transfer { agent: AgentId(1) }, None);
    }
    desk.look_away();
    desk.says(MARTA, MARTA, "se cortó de nuevo", None);
    desk
}

#[test]
fn where_who_attended_before_cannot_take_it_the_round_begins_at_once() {
    let mut desk = reopened(60_000);
    let offered = desk.notices(GROUP).into_iter().find_map(|notice| match notice {
        Notice::OfferedTo { agent, .. } | Notice::AnnouncedFor { agent, .. } => Some(agent),
        _ => None,
    });
    assert_eq!(offered.as_deref(), Some("Rui"));
    assert_eq!(holder(&reopened(0)), [AgentId(2)]);
}

#[test]
fn after_a_restart_a_ticket_is_offered_again_and_only_one_agent_gets_it() {
    for accept_ms in [60_000, 0] {
        let mut rules = Rules::default();
        let assignment = Assignment::Auto;
        let auto = GroupRules { assignment, accept_ms: Some(accept_ms), ..GroupRules::default() };
        rules.groups.insert(GroupId(1), auto);
        let mut desk = Desk::of(settings(ShiftRules::default(), rules), true, 1);
        for agent in [AgentId(1), AgentId(2)] {
            let (group, membership) = (GroupId(1), Membership::Admin);
            desk.record.apply(&Event::MembershipChanged { agent, group, membership });
        }
        let (_, quote) = desk.ticket(MARTA);
        let (send, at, wa_id) = (SendId(1), desk.now, quote.clone());
        let purpose = Purpose::Announcement { group: GroupId(1), ticket: TicketNo(1) };
        let chat = GROUP.into();
        desk.record.apply(&Event::Sent { send, chat, purpose, wa_id, at });
        assert_eq!(holder(&desk), [], "nobody was known to be free");
        for _ in 0..2 {
            desk.look_away();
            desk.restarts();
            desk.later(0);
            if accept_ms == 0 {
                break;
            }
            let offers = desk.notices(GROUP);
            assert!(
                matches!(&offers[..], [Notice::OfferedTo { agent, .. }] if agent == "Ana"),
                "{offers:?}"
            );
        }
        if accept_ms > 0 {
            desk.says(GROUP, RUI, "mío", Some(&quote));
            assert_eq!(holder(&desk), [], "it is Ana's to take");
            desk.later(accept_ms);
            desk.says(GROUP, RUI, "mío", Some(&quote));
            desk.says(GROUP, ANA, "mío", Some(&quote));
        }
        assert_eq!(holder(&desk).len(), 1);
        desk.look_away();
        desk.restarts();
        desk.later(accept_ms);
        assert_eq!(holder(&desk), [], "it is attended");
    }
}

#[test]
fn what_an_agent_gives_back_is_not_offered_to_that_agent_again() {
    for accept_ms in [60_000, 0] {
        let mut desk = automatic(accept_ms);
        let (_, quote) = desk.ticket(MARTA);
        if accept_ms > 0 {
            desk.says(GROUP, ANA, "mío", Some(&quote));
        }
        assert_eq!(holder(&desk), [AgentId(1)]);
        desk.look_away();
        desk.says(slot_chat(1).as_str(), ANA, "/devolver no es lo mío", None);
        if accept_ms > 0 {
            let offers = desk.notices(GROUP).into_iter().filter_map(|notice| match notice {
                Notice::OfferedTo { agent, .. } => Some(agent),
                _ => None,
            });
            assert_eq!(offers.collect::<Vec<_>>(), ["Rui"]);
        } else {
            assert_eq!(holder(&desk), [AgentId(2)]);
        }
    }
}

#[test]
fn a_case_that_goes_to_another_department_is_of_that_one() {
    let settings = settings(ShiftRules::default(), Rules::default());
    let mut desk = Desk::of(settings.clone(), true, 1);
    let (id, chat) = (GroupId(2), ChatId::from(LATE));
    let group = MainGroup::new(id, GroupKind::Sales, "Ventas".into(), Some(chat.clone()), settings);
    desk.tell(Tell::StartGroup(Box::new(group)));
    let owner = ChatOwner::Group(id, GroupKind::Sales);
    desk.tell(Tell::Line(ChatOwned { chat, owner }.into()));
    desk.case();
    desk.says(slot_chat(1).as_str(), ANA, "/transferir ventas quiere otro plan", None);
    let about = |event: &Event| match event {
        Event::Returned { department, .. } | Event::Moved { department, .. } => Some(*department),
        _ => None,
    };
    assert_eq!(desk.events.iter().find_map(about), Some(Department::Sales));
    let said = desk.notices(LATE).into_iter().find_map(|notice| match notice {
        Notice::AnnouncedAgain { card, .. } => Some(card.department),
        _ => None,
    });
    assert_eq!(said, Some(Department::Sales));
    desk.look_away();
    desk.acts(1, TicketNo(1), Deed::Move { group: GroupId(1) }, None);
    assert_eq!(desk.events.iter().find_map(about), Some(Department::Support), "and back");
}
