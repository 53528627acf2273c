//! Alerts, reminders and what is answered to them: each rule by example.

use std::sync::Arc;

use relevo::domain::acts::By;
use relevo::domain::agent::slot_id;
use relevo::domain::calendar::{Schedule, Span, Week};
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, GroupId, SendId, TicketNo, Timestamp, WaId};
use relevo::domain::inbound::{Connection, Inbound, MemberChange};
use relevo::domain::message::{LinkIs, NewTicket, Post, Posted, Tell};
use relevo::domain::notice::{Cause, Notice, OverdueTicket};
use relevo::domain::purpose::Purpose;
use relevo::domain::refusal::Refusal;
use relevo::domain::rules::{AgentRules, GroupRules, Rules};
use relevo::domain::settings::{GroupKind, IntakeMode, LineSettings};
use relevo::domain::ticket::{Sentiment, Side, Ticket};

use super::desk::{ANA, Desk, GROUP, HUGO, MARTA, RUI, slot_chat};

const BOSSES: &str = "120363000000000007@g.us";
const OUTSIDER: &str = "5493817770001@s.whatsapp.net";
const MINUTE: i64 = 60_000;

fn direct() -> LineSettings {
    LineSettings { intake: IntakeMode::Direct, ..LineSettings::default() }
}

/// Ana and Rui, one slot each, and a Supervisor group.
fn supervised(settings: LineSettings) -> Desk {
    let mut desk = Desk::of(settings, true, 1);
    let (group, name) = (GroupId(7), String::from("Supervisión"));
    desk.record.apply(&Event::GroupPlanned {
        group,
        kind: GroupKind::Supervisor,
        name: name.clone(),
    });
    desk.record.apply(&Event::GroupReady { group, chat: BOSSES.into(), name });
    desk.restarts();
    desk
}

/// The tickets of the alerts and reminders in a chat since the last look, and why.
fn alerts(desk: &mut Desk, chat: &str) -> Vec<Vec<(TicketNo, Cause)>> {
    let shown = |tickets: Vec<OverdueTicket>| {
        tickets.into_iter().map(|told| (told.card.ticket, told.cause)).collect()
    };
    let notices = desk.notices(chat).into_iter();
    notices
        .filter_map(|notice| match notice {
            Notice::Alert { tickets, .. } | Notice::Reminder { tickets } => Some(shown(tickets)),
            _ => None,
        })
        .collect()
}

/// The last message about a single ticket in a chat is on WhatsApp, as this.
fn quotable(desk: &mut Desk, chat: &str) -> WaId {
    let about = desk.sends.iter().rev().filter(|send| send.chat.as_str() == chat);
    let found = about.filter_map(|send| match send.purpose {
        Purpose::Announcement { group, ticket } => Some((group, ticket)),
        _ => None,
    });
    let (group, ticket) = found.clone().next().unwrap();
    let wa_id = WaId::from(format!("A{}-{ticket}", group.0));
    let posted = Posted { post: Post::Announcement(ticket), wa_id: wa_id.clone() };
    desk.tell(Tell::Group(group, posted.into()));
    desk.record.apply(&Event::Sent {
        send: SendId(1),
        chat: chat.into(),
        purpose: Purpose::Announcement { group, ticket },
        wa_id: wa_id.clone(),
        at: desk.now,
    });
    wa_id
}

fn only(ticket: TicketNo) -> Vec<Vec<(TicketNo, Cause)>> {
    vec![vec![(ticket, Cause::Pending)]]
}

#[test]
fn a_pending_ticket_alerts_at_each_limit_and_then_again_and_again() {
    let mut desk = supervised(direct());
    let (ticket, _) = desk.ticket(MARTA);
    let opened = desk.now;
    let mut heard = Vec::new();
    for minute in 1..=110 {
        desk.now = opened.plus(minute * MINUTE - 6_000);
        desk.look_away();
        desk.later(6_000);
        let (bosses, group) = (alerts(&mut desk, BOSSES), alerts(&mut desk, GROUP));
        assert_eq!(bosses, group, "the main group is reminded whenever supervisors are alerted");
        if !bosses.is_empty() {
            assert_eq!(bosses, only(ticket));
            heard.push(minute);
        }
    }
    assert_eq!(heard, [5, 15, 45, 75, 105]);
}

#[test]
fn what_came_due_meanwhile_is_alerted_once_and_not_again_after_the_next_restart() {
    let mut desk = supervised(direct());
    let (ticket, _) = desk.ticket(MARTA);
    desk.look_away();
    desk.now = desk.now.plus(70 * MINUTE);
    desk.restarts();
    desk.later(0);
    assert_eq!(alerts(&mut desk, BOSSES), only(ticket));
    let level = |event: &Event| matches!(event, Event::Alerted { level: 2, .. });
    assert_eq!(desk.events.iter().filter(|event| level(event)).count(), 1);
    desk.look_away();
    for _ in 0..3 {
        desk.restarts();
        desk.later(MINUTE);
    }
    assert_eq!(desk.sends, []);
    desk.later(30 * MINUTE);
    assert_eq!(alerts(&mut desk, BOSSES), only(ticket), "half an hour later, not on the old beat");
}

#[test]
fn what_is_said_again_after_a_restart_does_not_hide_what_has_come_due_since() {
    let mut desk = supervised(direct());
    let (ticket, _) = desk.ticket(MARTA);
    // Passed, and not told of when Relevo fell.
    desk.now = desk.now.plus(5 * MINUTE);
    let passed = desk.owners.groups.get_mut(&GroupId(1)).unwrap().wake(desk.now);
    passed.events.iter().for_each(|event| desk.record.apply(event));
    desk.now = desk.now.plus(10 * MINUTE);
    desk.owners = desk.record.owners(desk.now);
    let again = desk.owners.resume(desk.now);
    let since = desk.owners.groups.get_mut(&GroupId(1)).unwrap().wake(desk.now);
    desk.look_away();
    for outcome in [since, again] {
        desk.asks(|_, _, _| outcome);
    }
    desk.later(2_000);
    assert_eq!(alerts(&mut desk, BOSSES), only(ticket));
    let level = desk.events.iter().find_map(|event| match event {
        Event::Alerted { level, .. } => Some(*level),
        _ => None,
    });
    assert_eq!(level, Some(2));
}

#[test]
fn limits_count_business_hours_and_are_each_groups_own() {
    let spans = [Span { from: 9 * 60, to: 18 * 60 }];
    let hours = Schedule {
        week: Week::working_days(&spans),
        zone: Some("UTC".into()),
        ..Schedule::default()
    };
    let mut rules = Rules { hours, ..Rules::default() };
    let settings = LineSettings { rules: Arc::new(rules.clone()), ..direct() };
    let mut desk = supervised(settings.clone());
    // A Thursday at seven in the evening.
    let at = |text: &str| Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond());
    desk.now = at("2026-06-04T19:00:00Z");
    let (ticket, _) = desk.ticket(MARTA);
    desk.look_away();
    desk.now = at("2026-06-05T09:04:00Z");
    desk.later(0);
    assert_eq!(alerts(&mut desk, BOSSES), [] as [Vec<_>; 0]);
    desk.now = at("2026-06-05T09:05:00Z");
    desk.later(0);
    assert_eq!(alerts(&mut desk, BOSSES), only(ticket));

    // The second limit would be at a quarter past: from now on it is another one, for who waits already too.
    desk.look_away();
    let own = GroupRules { second_limit_ms: Some(7 * MINUTE), ..GroupRules::default() };
    rules.groups.insert(GroupId(1), own);
    let settings = LineSettings { rules: Arc::new(rules), ..settings };
    desk.owners.groups.get_mut(&GroupId(1)).unwrap().change_settings(settings);
    desk.now = at("2026-06-05T09:07:00Z");
    desk.later(0);
    assert_eq!(alerts(&mut desk, BOSSES), only(ticket));
}

#[test]
fn an_agent_is_reminded_of_who_waits_and_then_supervisors_are_alerted() {
    let mut desk = supervised(direct());
    desk.case();
    let slot = slot_chat(1);
    desk.later(10 * MINUTE);
    let reminders = desk.notices(slot.as_str());
    assert!(
        matches!(&reminders[..], [Notice::AnswerReminder { excerpt, .. }] if excerpt == "no tengo internet"),
        "{reminders:?}"
    );
    assert!(desk.sends.iter().any(|send| send.quote.is_some()), "it quotes what was not answered");
    assert_eq!(alerts(&mut desk, BOSSES), [] as [Vec<_>; 0]);
    desk.look_away();
    desk.restarts();
    desk.later(10 * MINUTE);
    let cause = Cause::Unanswered { agent: "Ana".into(), place: "Chat soporte Ana N°1".into() };
    assert_eq!(alerts(&mut desk, BOSSES), [vec![(TicketNo(1), cause)]]);
    assert_eq!(desk.notices(slot.as_str()), [], "the agent knows");
    assert_eq!(alerts(&mut desk, GROUP), [] as [Vec<_>; 0]);

    // Told once, whatever happens.
    desk.look_away();
    desk.restarts();
    desk.later(60 * MINUTE);
    assert_eq!(desk.sends, []);
}

#[test]
fn who_was_answered_or_only_thanks_does_not_wait() {
    let mut desk = supervised(direct());
    desk.case();
    let slot = slot_chat(1);
    desk.says(slot.as_str(), ANA, "ya lo veo", None);
    desk.says(MARTA, MARTA, "gracias!! 🙏", None);
    desk.look_away();
    desk.later(60 * MINUTE);
    assert_eq!(desk.notices(slot.as_str()), []);
    // From the first message after the answer on, not from the last one.
    desk.says(MARTA, MARTA, "sigue igual", None);
    desk.later(8 * MINUTE);
    desk.says(MARTA, MARTA, "¿hola?", None);
    desk.look_away();
    desk.later(2 * MINUTE);
    let reminders = desk.notices(slot.as_str());
    assert!(
        matches!(&reminders[..], [Notice::AnswerReminder { excerpt, .. }] if excerpt == "sigue igual")
    );
}

#[test]
fn a_case_that_its_agent_leaves_unanswered_goes_back_where_that_is_wanted() {
    let settings = LineSettings { give_back_ms: 40 * MINUTE, ..direct() };
    let mut desk = supervised(settings);
    desk.case();
    desk.says(MARTA, MARTA, "¿hola?", None);
    desk.later(30 * MINUTE);
    desk.look_away();
    desk.later(10 * MINUTE);
    assert!(
        matches!(&desk.events[..], [Event::Returned { by: By::Relevo, .. }]),
        "{:?}",
        desk.events
    );
    let ticket = TicketNo(1);
    let told = desk.notices(slot_chat(1).as_str());
    assert_eq!(told, [Notice::GivenBack { ticket, to: "Soporte".into() }]);
    let announcement = quotable(&mut desk, GROUP);
    desk.look_away();
    desk.later(5 * MINUTE);
    assert_eq!(alerts(&mut desk, BOSSES), only(ticket), "and then like any other");
    desk.look_away();
    desk.says(GROUP, RUI, "mío", Some(&announcement));
    assert_eq!(desk.relayed(slot_chat(2).as_str()), ["no tengo internet", "¿hola?"]);
}

#[test]
fn after_a_pause_of_relevos_an_agent_still_has_a_chance_before_the_case_goes_back() {
    let settings = LineSettings { give_back_ms: 40 * MINUTE, ..direct() };
    let mut desk = supervised(settings);
    desk.case();
    desk.now = desk.now.plus(3 * 60 * MINUTE);
    desk.restarts();
    desk.later(0);
    let is_reminder = |notice: &Notice| matches!(notice, Notice::AnswerReminder { .. });
    assert_eq!(desk.notices(slot_chat(1).as_str()).iter().filter(|n| is_reminder(n)).count(), 1);
    assert_eq!(alerts(&mut desk, BOSSES).len(), 1);
    desk.says(slot_chat(1).as_str(), ANA, "perdón, acá estoy", None);
    desk.look_away();
    desk.later(60 * MINUTE);
    assert_eq!(desk.events, []);
}

#[test]
fn an_angry_customer_is_alerted_of_at_once_and_only_once() {
    let mut desk = supervised(direct());
    let (_, _) = desk.ticket(HUGO);
    desk.look_away();
    angry_ticket(&mut desk);
    desk.later(0);
    let ticket = TicketNo(50);
    assert_eq!(alerts(&mut desk, BOSSES), [vec![(ticket, Cause::Angry)]]);
    desk.look_away();
    desk.restarts();
    desk.later(0);
    assert_eq!(alerts(&mut desk, BOSSES), [] as [Vec<_>; 0]);
    // One who becomes angry with a message.
    let group = desk.owners.groups.get_mut(&GroupId(1)).unwrap();
    group.amend(TicketNo(1), |pending| pending.ticket.sentiment = Sentiment::Angry);
    let told = group.became_angry(TicketNo(1));
    desk.tell(told.unwrap());
    desk.later(0);
    assert_eq!(alerts(&mut desk, BOSSES), [vec![(TicketNo(1), Cause::Angry)]]);
}

#[test]
fn a_case_whose_customer_becomes_angry_is_alerted_of_once() {
    let mut desk = supervised(direct());
    desk.case();
    let slot = slot_id(AgentId(1), 1);
    for _ in 0..2 {
        let owner = desk.owners.slots.get_mut(&slot).unwrap();
        owner.case_mut().unwrap().ticket.sentiment = Sentiment::Angry;
        let told = owner.became_angry().unwrap();
        desk.tell(told);
        desk.later(0);
    }
    assert_eq!(alerts(&mut desk, BOSSES), [vec![(TicketNo(1), Cause::Angry)]]);
}

#[test]
fn quoting_an_alert_gives_the_ticket_to_whom_is_named() {
    let mut desk = supervised(direct());
    let (ticket, _) = desk.ticket(MARTA);
    desk.later(5 * MINUTE);
    let alert = quotable(&mut desk, BOSSES);
    desk.look_away();
    // A supervisor need not be an agent; and the alert is known after a restart.
    desk.restarts();
    desk.says(BOSSES, OUTSIDER, "/asignar rui", Some(&alert));
    let (agent, slot_name) = (String::from("Rui"), String::from("Chat soporte Rui N°1"));
    let given = Notice::Given { ticket, agent: agent.clone(), slot_name: slot_name.clone() };
    assert_eq!(desk.notices(BOSSES), [given]);
    let by = String::from("Alguien");
    assert_eq!(desk.notices(GROUP), [Notice::AssignedBy { ticket, agent, slot_name, by }]);
    assert_eq!(desk.relayed(slot_chat(2).as_str()), ["no tengo internet"]);

    // And to another, who has it then.
    desk.look_away();
    desk.says(BOSSES, OUTSIDER, "/assign ANA", Some(&alert));
    assert!(desk.events.iter().any(|event| matches!(event, Event::Transferred { .. })));
    assert!(matches!(&desk.notices(BOSSES)[..], [Notice::Given { agent, .. }] if agent == "Ana"));

    desk.look_away();
    desk.says(BOSSES, OUTSIDER, "/atribuir ana", Some(&alert));
    let refusal = Refusal::AlreadyTaken { ticket, holder: "Ana".into() };
    assert_eq!(desk.notices(BOSSES), [Notice::Refused { refusal }]);
}

#[test]
fn who_is_off_shift_is_not_named_as_free_and_still_gets_what_a_supervisor_gives() {
    let mut desk = supervised(direct());
    let shift =
        Schedule { week: Week::working_days(&[Span { from: 0, to: 1 }]), ..Schedule::default() };
    let off = AgentRules { shift, ..AgentRules::default() };
    let rules = Rules { agents: [(AgentId(2), off)].into(), ..Rules::default() };
    desk.record.settings.rules = Arc::new(rules);
    desk.restarts();
    desk.ticket(MARTA);
    desk.later(5 * MINUTE);
    let free = desk.notices(BOSSES).into_iter().find_map(|notice| match notice {
        Notice::Alert { free, .. } => Some(free),
        _ => None,
    });
    let names: Vec<String> = free.unwrap().into_iter().map(|agent| agent.name).collect();
    assert_eq!(names, ["Ana"]);
    desk.says(BOSSES, OUTSIDER, "/asignar #1 rui", None);
    assert!(desk.events.iter().any(|event| matches!(event, Event::Claimed { .. })));
}

#[test]
fn while_the_line_is_down_alerts_gather_and_are_one_when_it_is_back() {
    let mut desk = supervised(direct());
    let link = |desk: &mut Desk, state| desk.tell(Tell::Supervisor(LinkIs { state }.into()));
    link(&mut desk, Connection::Connected);
    let (first, _) = desk.ticket(MARTA);
    let (second, _) = desk.ticket(HUGO);
    link(&mut desk, Connection::Disconnected);
    desk.look_away();
    for _ in 0..20 {
        desk.later(10 * MINUTE);
    }
    assert_eq!(alerts(&mut desk, BOSSES), [] as [Vec<_>; 0]);
    let passed = desk.events.iter().filter(|event| matches!(event, Event::Escalated { .. }));
    assert!(passed.count() > 10, "who looks at the panel sees them");
    link(&mut desk, Connection::Connected);
    desk.later(2_000);
    let both = vec![vec![(first, Cause::Pending), (second, Cause::Pending)]];
    assert_eq!((alerts(&mut desk, BOSSES), alerts(&mut desk, GROUP)), (both.clone(), both));
    desk.look_away();
    desk.later(MINUTE);
    assert_eq!(desk.sends, []);
}

#[test]
fn a_supervisor_who_is_an_agent_takes_it_with_a_word() {
    let mut desk = supervised(direct());
    let (ticket, _) = desk.ticket(MARTA);
    desk.later(5 * MINUTE);
    let alert = quotable(&mut desk, BOSSES);
    desk.look_away();
    desk.says(BOSSES, OUTSIDER, "lo tomo", Some(&alert));
    assert_eq!(desk.notices(BOSSES), [Notice::Refused { refusal: Refusal::NotAnAgent }]);
    desk.look_away();
    desk.says(BOSSES, RUI, "¿quién lo toma?", Some(&alert));
    assert_eq!(desk.sends, []);
    desk.says(BOSSES, RUI, "Lo tomo!", Some(&alert));
    let slot_name = String::from("Chat soporte Rui N°1");
    let assigned = Notice::Assigned { ticket, agent: "Rui".into(), slot_name };
    assert_eq!(desk.notices(GROUP), [assigned], "nobody gave it to him");
}

#[test]
fn whatever_is_not_said_is_asked_for() {
    let mut desk = supervised(direct());
    let (first, _) = desk.ticket(MARTA);
    desk.ticket(HUGO);
    desk.later(5 * MINUTE);
    let listed = alerts(&mut desk, BOSSES);
    assert_eq!(listed[0].len(), 2, "many at once are one message");
    desk.look_away();
    desk.says(BOSSES, OUTSIDER, "/asignar Rui", None);
    assert_eq!(desk.notices(BOSSES), [Notice::AssignHow]);
    desk.look_away();
    desk.says(BOSSES, OUTSIDER, "/asignar #1", None);
    assert_eq!(desk.notices(BOSSES), [Notice::AssignHow]);
    desk.look_away();
    desk.says(BOSSES, OUTSIDER, "/asignar #1 zoe", None);
    let agents = vec![String::from("Ana"), String::from("Rui")];
    let which = Notice::WhichAgent { name: "zoe".into(), agents, several: false };
    assert_eq!(desk.notices(BOSSES), [which]);
    desk.look_away();
    desk.says(BOSSES, OUTSIDER, "/asignar #99 rui", None);
    let refusal = Refusal::NotOpen { ticket: TicketNo(99) };
    assert_eq!(desk.notices(BOSSES), [Notice::Refused { refusal }]);
    desk.look_away();
    desk.says(BOSSES, OUTSIDER, "/asignar #1 rui", None);
    assert!(
        matches!(&desk.notices(BOSSES)[..], [Notice::Given { ticket, .. }] if *ticket == first)
    );
    desk.look_away();
    desk.says(BOSSES, OUTSIDER, "/asignar 2 rui", None);
    let answer = desk.notices(BOSSES);
    assert!(
        matches!(&answer[..], [Notice::Refused { refusal: Refusal::AllBusy { .. } }]),
        "{answer:?}"
    );
    assert_eq!(desk.answered, 8, "each is acknowledged");
}

#[test]
fn without_a_supervisor_group_alerts_and_their_answers_are_in_the_main_group() {
    let mut desk = Desk::of(direct(), true, 1);
    desk.restarts();
    let (ticket, _) = desk.ticket(MARTA);
    desk.later(5 * MINUTE);
    assert_eq!(alerts(&mut desk, GROUP), only(ticket));
    let alert = quotable(&mut desk, GROUP);
    desk.look_away();
    desk.says(GROUP, OUTSIDER, "/asignar rui", Some(&alert));
    assert_eq!(desk.notices(GROUP), [Notice::Refused { refusal: Refusal::NotAnAgent }]);
    desk.look_away();
    desk.says(GROUP, ANA, "/asignar rui", Some(&alert));
    assert!(
        matches!(&desk.notices(GROUP)[..], [Notice::AssignedBy { agent, by, .. }] if agent == "Rui" && by == "Ana")
    );
}

#[test]
fn with_one_nobody_gives_tickets_away_in_the_main_group_but_a_reminder_can_be_quoted() {
    let mut desk = supervised(direct());
    desk.ticket(MARTA);
    desk.later(5 * MINUTE);
    let reminder = quotable(&mut desk, GROUP);
    desk.look_away();
    desk.says(GROUP, ANA, "/asignar rui", Some(&reminder));
    assert_eq!(desk.notices(GROUP), [Notice::AssignElsewhere]);
    desk.look_away();
    desk.says(GROUP, ANA, "voy", Some(&reminder));
    assert!(matches!(&desk.notices(GROUP)[..], [Notice::Assigned { agent, .. }] if agent == "Ana"));
}

#[test]
fn a_short_drop_is_nobodys_affair_and_a_long_one_is_said_once_when_it_is_over() {
    let mut desk = supervised(direct());
    let link = |desk: &mut Desk, state| desk.tell(Tell::Supervisor(LinkIs { state }.into()));
    link(&mut desk, Connection::Connected);
    for _ in 0..5 {
        link(&mut desk, Connection::Disconnected);
        desk.later(MINUTE);
        link(&mut desk, Connection::Connected);
        desk.later(MINUTE);
    }
    assert_eq!(desk.sends, []);
    let from = desk.now;
    link(&mut desk, Connection::Disconnected);
    desk.later(3 * MINUTE);
    assert!(matches!(&desk.events[..], [Event::LineDown { since, .. }] if *since == from));
    desk.restarts();
    link(&mut desk, Connection::Connecting);
    desk.later(10 * MINUTE);
    let to = desk.now;
    link(&mut desk, Connection::Connected);
    link(&mut desk, Connection::Connected);
    assert_eq!(desk.notices(BOSSES), [Notice::LineWasDown { from, to }]);
    assert_eq!(desk.notices(GROUP), []);
}

#[test]
fn an_agent_who_leaves_with_a_case_is_alerted_of() {
    let mut desk = supervised(direct());
    desk.case();
    let left = |chat: &str| Inbound::Members {
        chat: chat.into(),
        people: vec![Identity::from_jid(ANA)],
        change: MemberChange::Left,
    };
    desk.comes(left(slot_chat(1).as_str()));
    desk.comes(left(slot_chat(1).as_str()));
    desk.later(0);
    let cause = Cause::AgentGone { agent: "Ana".into(), place: "Chat soporte Ana N°1".into() };
    assert_eq!(alerts(&mut desk, BOSSES), [vec![(TicketNo(1), cause)]]);
    desk.look_away();
    desk.comes(Inbound::Members {
        chat: slot_chat(2),
        people: vec![Identity::from_jid(RUI)],
        change: MemberChange::Left,
    });
    desk.later(0);
    assert_eq!(desk.sends, [], "Rui has no case");
}

/// A ticket of somebody who is angry from the first message on.
fn angry_ticket(desk: &mut Desk) {
    let known = desk.owners.groups[&GroupId(1)].pending().next().unwrap().ticket.clone();
    let mut customer = (*known.customer).clone();
    customer.id = relevo::domain::ids::CustomerId(50);
    let ticket = Ticket {
        no: TicketNo(50),
        customer: Arc::new(customer),
        sentiment: Sentiment::Angry,
        opened_at: desk.now,
        ..known
    };
    let backlog = vec![relevo::domain::ticket::CaseMessage::new(
        1,
        Side::Customer,
        desk.now,
        "X1".into(),
        relevo::domain::content::Content::text("¡es una vergüenza!"),
    )];
    let new = NewTicket {
        ticket,
        backlog,
        since: desk.now,
        receipts: Vec::new(),
        first: None,
        opened_by: None,
    };
    desk.tell(Tell::Group(GroupId(1), new.into()));
}
