//! What the panel asks of tickets, agents and the outbox, from a small history written by hand.

use relevo::domain::acts::By;
use relevo::domain::agent::slot_id;
use relevo::domain::content::Content;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{
    AgentId, ChatId, CustomerId, GroupId, LineId, SendId, SlotId, TicketNo, Timestamp,
};
use relevo::domain::message::Labels;
use relevo::domain::phone::Phone;
use relevo::domain::provisioning::Membership;
use relevo::domain::purpose::Purpose;
use relevo::domain::registration::Proof;
use relevo::domain::settings::{Department, GroupKind};
use relevo::domain::ticket::{CaseMessage, Customer, Seat, Sentiment, Side, Ticket};
use relevo::store::journal::{Change, Draft, Verdict};
use relevo::store::tickets::{self, MessageState, TicketCounts, TicketFilter, TicketState};
use relevo::store::{Conn, agents, groups, jobs, outbox};

use super::{Place, on_both};

const SUPPORT: GroupId = GroupId(1);
const SALES: GroupId = GroupId(2);
const JUAN: AgentId = AgentId(1);

#[test]
fn tickets_are_listed_newest_first_page_by_page_and_counted() {
    on_both(|place| {
        let line = written(place);
        let conn = &mut place.database.readers().get().unwrap();
        let mut list = |filter: &TicketFilter, before: Option<i64>, most| -> Vec<i64> {
            let rows = tickets::list(conn, line, filter, before.map(TicketNo), most).unwrap();
            rows.into_iter().map(|row| row.no.0).collect()
        };
        let all = TicketFilter::default();
        assert_eq!(list(&all, None, 2), [4, 3]);
        assert_eq!(list(&all, Some(3), 2), [2, 1]);
        assert_eq!(list(&all, Some(1), 2), [0_i64; 0]);
        let state = |state| TicketFilter { state: Some(state), ..TicketFilter::default() };
        assert_eq!(list(&state(TicketState::Pending), None, 9), [4, 3]);
        assert_eq!(list(&state(TicketState::InProgress), None, 9), [2]);
        assert_eq!(list(&state(TicketState::Closed), None, 9), [1]);
        assert_eq!(list(&TicketFilter { group: Some(SALES), ..all.clone() }, None, 9), [4]);
        assert_eq!(list(&TicketFilter { agent: Some(JUAN), ..all.clone() }, None, 9), [2, 1]);
        let counts = tickets::counts(conn, line, &all).unwrap();
        assert_eq!(counts, TicketCounts { pending: 2, in_progress: 1, closed: 1 });
        let of_sales =
            tickets::counts(conn, line, &TicketFilter { group: Some(SALES), ..all }).unwrap();
        assert_eq!(of_sales, TicketCounts { pending: 1, in_progress: 0, closed: 0 });
        let open = tickets::open_counts(conn, line).unwrap();
        assert_eq!(open, TicketCounts { pending: 2, in_progress: 1, closed: 0 });
    });
}

#[test]
fn tickets_are_found_by_number_name_phone_and_words_without_accents() {
    on_both(|place| {
        let line = written(place);
        let conn = &mut place.database.readers().get().unwrap();
        let mut found = |text: &str| -> Vec<i64> {
            let filter = TicketFilter { text: text.into(), ..TicketFilter::default() };
            tickets::list(conn, line, &filter, None, 9)
                .unwrap()
                .into_iter()
                .map(|row| row.no.0)
                .collect()
        };
        assert_eq!(found("#3"), [3]);
        assert_eq!(found("perez"), [2, 1]);
        assert_eq!(found("PÉREZ"), [2, 1]);
        assert_eq!(found("381 555-0003"), [3]);
        assert_eq!(found("+54 9 3815550003"), [3]);
        assert_eq!(found("conexion"), [1]);
        assert_eq!(found("contestación"), [2]);
        assert_eq!(found("100%"), [4]);
        assert_eq!(found("100_"), [0_i64; 0]);
        assert_eq!(found("'; --"), [0_i64; 0]);
        assert_eq!(found("99999999999999999999999"), [0_i64; 0]);
        assert_eq!(found("  "), [4, 3, 2, 1]);
    });
}

#[test]
fn a_ticket_shows_its_messages_events_customer_and_earlier_cases() {
    on_both(|place| {
        let line = written(place);
        let conn = &mut place.database.readers().get().unwrap();
        let page = tickets::find(conn, line, TicketNo(2)).unwrap().unwrap();
        assert_eq!(page.ticket.state, TicketState::InProgress);
        assert_eq!(page.ticket.agent, Some((JUAN, "Juan Díaz".into())));
        assert_eq!(page.ticket.slot, Some((SlotId(101), "Chat soporte Juan N°1".into())));
        assert_eq!(page.ticket.group_name, "Soporte");
        assert_eq!(page.ticket.phone, Phone::from_digits("5493815550001"));
        assert_eq!((page.customer.closed_cases, page.customer.recent.len()), (1, 1));
        assert_eq!(page.customer.recent[0].reason.as_deref(), Some("resuelto"));
        assert_eq!(page.previous.iter().map(|row| row.no.0).collect::<Vec<_>>(), [1]);
        let shown: Vec<_> = page
            .messages
            .iter()
            .map(|m| (m.seq, m.from, m.agent_name.as_deref(), m.state))
            .collect();
        assert_eq!(
            shown,
            [
                (1, Side::Customer, None, MessageState::Sent),
                (2, Side::Agent(JUAN), Some("Juan Díaz"), MessageState::Failed),
                (3, Side::Customer, None, MessageState::Queued),
            ]
        );
        let happened: Vec<_> = page.events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(happened, ["opened", "claimed"]);
        let waiting = tickets::find(conn, line, TicketNo(4)).unwrap().unwrap();
        let happened: Vec<_> =
            waiting.events.iter().map(|event| (event.kind.as_str(), event.level)).collect();
        assert_eq!(happened, [("opened", None), ("escalated", Some(1)), ("alerted", Some(1))]);
        assert_eq!(waiting.messages[0].state, MessageState::Kept);
        assert!(tickets::find(conn, line, TicketNo(9)).unwrap().is_none());
        assert!(tickets::find(conn, LineId(9), TicketNo(2)).unwrap().is_none());
    });
}

#[test]
fn agents_show_their_slots_registration_and_work_of_today() {
    on_both(|place| {
        let line = written(place);
        let conn = &mut place.database.readers().get().unwrap();
        let juan = agents::find(conn, line, JUAN, Timestamp(0)).unwrap().unwrap();
        assert_eq!((juan.busy(), juan.free(), juan.cases_today), (1, 0, 2));
        assert_eq!(juan.registration.map(|bound| bound.proof), Some(Proof::QuoteAndMembership));
        assert_eq!(juan.memberships[&SUPPORT], Membership::Member);
        let slots: Vec<_> =
            juan.slots.iter().map(|slot| (slot.number, slot.ready, slot.case.is_some())).collect();
        assert_eq!(slots, [(1, true, true), (2, false, false)]);
        let case = juan.slots[0].case.clone().unwrap();
        assert_eq!((case.ticket, case.customer_name.as_str()), (TicketNo(2), "Ana Pérez"));
        assert_eq!(case.waiting_since, Some(Timestamp(26)));
        assert_eq!(agents::all(conn, line, Timestamp(15)).unwrap()[0].cases_today, 1);
        let support = groups::find(conn, line, SUPPORT).unwrap().unwrap();
        assert_eq!(support.members[0].name, "Juan Díaz");
        assert!(support.members[0].bound.is_some());
        assert_eq!(support.pending, 1);
    });
}

#[test]
fn messages_that_were_given_up_are_shown_with_the_reason() {
    on_both(|place| {
        let line = written(place);
        let conn = &mut place.database.readers().get().unwrap();
        let dead = outbox::dead(conn, line, None, 10).unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!((dead[0].error.as_str(), dead[0].dead_at), ("blocked", Timestamp(25)));
        let slot = outbox::Recipient::Group("Chat soporte Juan N°1".into());
        assert_eq!(dead[0].to, Some(slot));
        assert!(outbox::dead(conn, line, Some(dead[0].letter.id), 10).unwrap().is_empty());
        assert_eq!(outbox::counts(conn, line).unwrap(), (1, 1));
    });
}

#[test]
fn what_its_writer_changed_or_deleted_since_is_not_kept_for_another_try() {
    on_both(|place| {
        for gone in [true, false] {
            let line = written(place);
            let (ticket, seq, at) = (TicketNo(2), 2, Timestamp(60));
            let mut conn = place.database.readers().get().unwrap();
            assert_eq!(outbox::dead(&mut conn, line, None, 10).unwrap().len(), 1);
            let journal = place.journal();
            let change = |events| Change {
                line,
                epoch: 2,
                at,
                events,
                drafts: Vec::new(),
                receipts: Vec::new(),
                calls: Vec::new(),
            };
            journal.submit(change(vec![if gone {
                Event::Deleted { ticket, seq, at }
            } else {
                Event::Edited { ticket, seq, content: Content::text("Otra cosa"), at }
            }]));
            journal.verdict();
            assert!(outbox::dead(&mut conn, line, None, 10).unwrap().is_empty());
            // Of one that was deleted while it was tried, nothing is kept either.
            let purpose = Purpose::ToSlot { slot: slot_id(JUAN, 1), ticket, seq: 3, part: 0 };
            let waiting = outbox::counts(&mut conn, line).unwrap().0;
            journal.submit(change(vec![Event::Deleted { ticket, seq: 3, at }]));
            journal.verdict();
            let send = SendId(last_send(&mut conn, line));
            journal.submit(change(vec![Event::SendFailed {
                send,
                purpose,
                at,
                error: "no".into(),
            }]));
            journal.verdict();
            assert_eq!(outbox::counts(&mut conn, line).unwrap(), (waiting - 1, 0));
            assert_eq!(journal.end(), vec![]);
        }
    });
}

#[test]
fn what_is_retired_or_removed_is_shown_apart_and_keeps_its_name() {
    on_both(|place| {
        let line = written(place);
        let (journal, at) = (place.journal(), Timestamp(50));
        let labels = Labels { speciality: "Facturas".into(), shift: "noche".into() };
        let link = String::from("https://chat.whatsapp.com/x");
        let slot = slot_id(JUAN, 1);
        let write = |events: Vec<Event>| {
            let (drafts, receipts, calls) = (Vec::new(), Vec::new(), Vec::new());
            journal.submit(Change { line, epoch: 1, at, events, drafts, receipts, calls });
            assert!(matches!(journal.verdict(), Verdict::Committed { .. }));
        };
        write(vec![
            Event::GroupRenamed { group: SUPPORT, name: "Cobranzas".into() },
            Event::GroupLabelled { group: SUPPORT, labels: labels.clone() },
            Event::GroupLink { group: SUPPORT, link: link.clone() },
            Event::GroupRetired { group: SALES, at },
            Event::SlotLink { slot, link: Some(link.clone()) },
            Event::SlotRetired { slot, at },
            Event::AgentUnbound { agent: JUAN, at },
        ]);
        let conn = &mut place.database.readers().get().unwrap();
        let shown = groups::all(conn, line).unwrap();
        let [support] = &shown[..] else { panic!("{shown:?}") };
        assert_eq!((support.name.as_str(), &support.labels), ("Cobranzas", &labels));
        assert_eq!(support.invite.as_ref(), Some(&link));
        let retired = groups::retired(conn, line).unwrap();
        assert_eq!((retired.len(), retired[0].id, retired[0].at), (1, SALES, at));
        let juan = agents::find(conn, line, JUAN, Timestamp(0)).unwrap().unwrap();
        assert!(juan.registration.is_none());
        assert_eq!(juan.slots[0].invite.as_ref(), Some(&link));

        write(vec![
            Event::GroupRevived { group: SALES },
            Event::SlotLink { slot, link: None },
            Event::SlotClosed { slot },
            Event::MembershipEnded { agent: JUAN, group: SUPPORT },
            Event::AgentRemoved { agent: JUAN, at },
        ]);
        assert_eq!(groups::all(conn, line).unwrap().len(), 2);
        assert_eq!(groups::retired(conn, line).unwrap(), []);
        assert!(agents::all(conn, line, Timestamp(0)).unwrap().is_empty());
        assert_eq!(agents::names(conn, line).unwrap(), [(JUAN, "Juan Díaz".to_owned())]);
        let names = jobs::names(conn, line).unwrap();
        assert_eq!(names.agents[&JUAN], "Juan Díaz");
        assert_eq!(names.groups[&SUPPORT], "Cobranzas");
        let page = tickets::find(conn, line, TicketNo(1)).unwrap().unwrap();
        assert_eq!(page.ticket.agent, Some((JUAN, "Juan Díaz".to_owned())), "history stays");
        assert_eq!(journal.end(), vec![]);
    });
}

/// The letter that was put into the outbox last.
fn last_send(conn: &mut Conn, line: LineId) -> i64 {
    use diesel::prelude::*;
    use relevo::store::schema::lines;
    lines::table.find(line.0).select(lines::last_send).first(conn).unwrap()
}

/// Ticket 1 closed, 2 in progress (both Ana's, with Juan), 3 and 4 pending.
pub(super) fn written(place: &Place) -> LineId {
    let (line, journal) = (place.line(), place.journal());
    let write = |at: i64, events: Vec<Event>, drafts: Vec<Draft>| -> Vec<SendId> {
        let (at, receipts, calls) = (Timestamp(at), Vec::new(), Vec::new());
        journal.submit(Change { line, epoch: 1, at, events, drafts, receipts, calls });
        match journal.verdict() {
            Verdict::Committed { letters, .. } => {
                letters.into_iter().map(|letter| letter.id).collect()
            }
            Verdict::Failed { error, .. } => panic!("{error}"),
        }
    };
    let (slot, other) = (slot_id(JUAN, 1), slot_id(JUAN, 2));
    let at = Timestamp(1);
    let phone = Phone::from_digits("5493815559999").unwrap();
    let mut events = vec![
        Event::GroupPlanned { group: SUPPORT, kind: GroupKind::Support, name: "Soporte".into() },
        Event::GroupPlanned { group: SALES, kind: GroupKind::Sales, name: "Ventas".into() },
        Event::AgentAdded {
            agent: JUAN,
            name: "Juan Díaz".into(),
            phone,
            active: true,
            wanted: 2,
            at,
        },
        Event::AgentBound {
            agent: JUAN,
            identity: Identity::from_jid("777@lid"),
            proof: Proof::QuoteAndMembership,
            at,
        },
        Event::MembershipChanged { agent: JUAN, group: SUPPORT, membership: Membership::Member },
        Event::SlotPlanned { slot, agent: JUAN, number: 1, name: "Chat soporte Juan N°1".into() },
        Event::SlotPlanned {
            slot: other,
            agent: JUAN,
            number: 2,
            name: "Chat soporte Juan N°2".into(),
        },
        Event::SlotReady { slot, chat: "1@g.us".into() },
    ];
    events.extend(
        [customer(1, "Ana Pérez"), customer(2, "Beto"), customer(3, "")]
            .map(|customer| Event::CustomerKnown { customer: customer.into() }),
    );
    write(1, events, Vec::new());
    let seat = Seat {
        agent: JUAN,
        agent_name: "Juan Díaz".into(),
        slot,
        slot_name: "Chat soporte Juan N°1".into(),
    };
    let claimed = |ticket, at| Event::Claimed {
        ticket: TicketNo(ticket),
        seat: seat.clone(),
        by: By::Agent(JUAN),
        at: Timestamp(at),
    };
    write(10, vec![opened(1, 1, SUPPORT, 10, "No tengo conexión")], Vec::new());
    write(12, vec![claimed(1, 12)], Vec::new());
    let (ticket, reason) = (TicketNo(1), Some("resuelto".into()));
    write(
        14,
        vec![Event::Closed {
            ticket,
            slot: Some(slot),
            by: By::Agent(JUAN),
            reason,
            at: Timestamp(14),
        }],
        Vec::new(),
    );
    write(20, vec![opened(2, 1, SUPPORT, 20, "Otra vez")], Vec::new());
    let ticket = TicketNo(2);
    let sends = write(
        22,
        vec![claimed(2, 22)],
        vec![draft(Purpose::ToSlot { slot, ticket, seq: 1, part: 0 })],
    );
    let sent = |send, purpose| Event::Sent {
        send,
        chat: "1@g.us".into(),
        purpose,
        wa_id: "S1".into(),
        at: Timestamp(23),
    };
    write(23, vec![sent(sends[0], Purpose::ToSlot { slot, ticket, seq: 1, part: 0 })], Vec::new());
    let purpose = Purpose::ToCustomer { slot, ticket, seq: 2, part: 0 };
    let message = message(2, Side::Agent(JUAN), 24, "Mi contestacion");
    let sends = write(24, vec![Event::Relayed { ticket, message }], vec![draft(purpose)]);
    let failed =
        Event::SendFailed { send: sends[0], purpose, at: Timestamp(25), error: "blocked".into() };
    write(25, vec![failed], Vec::new());
    let message = self::message(3, Side::Customer, 26, "¿Hola?");
    write(
        26,
        vec![Event::Relayed { ticket, message }],
        vec![draft(Purpose::ToSlot { slot, ticket, seq: 3, part: 0 })],
    );
    write(30, vec![opened(3, 2, SUPPORT, 30, "Buenas")], Vec::new());
    write(40, vec![opened(4, 3, SALES, 40, "El 100% del plan")], Vec::new());
    let (ticket, level) = (TicketNo(4), 1);
    write(
        45,
        vec![
            Event::Escalated { ticket, level, at: Timestamp(45) },
            Event::Alerted { ticket, level, at: Timestamp(45) },
        ],
        Vec::new(),
    );
    journal.end();
    line
}

fn customer(id: i64, name: &str) -> Customer {
    let phone =
        Phone::from_digits(&format!("549381555000{}", if id == 2 { 3 } else { id * id })).unwrap();
    let identity = Identity::of_phone(phone);
    let chat = identity.chat().unwrap();
    Customer {
        id: CustomerId(id),
        name: name.into(),
        identity,
        chat,
        closed_cases: 0,
        recent: Vec::new(),
        about: Default::default(),
        blocked: None,
        asked: None,
    }
}

fn opened(no: i64, of: i64, group: GroupId, at: i64, text: &str) -> Event {
    let name = if of == 1 { "Ana Pérez" } else { "" };
    Event::Opened {
        ticket: Ticket {
            no: TicketNo(no),
            customer: customer(of, name).into(),
            department: Department::Support,
            sentiment: Sentiment::Neutral,
            opened_at: Timestamp(at),
            group,
            last_seq: 1,
            notes: Vec::new(),
            summary: None,
            previous: None,
        },
        backlog: vec![message(1, Side::Customer, at, text)],
    }
}

fn message(seq: u32, from: Side, at: i64, text: &str) -> CaseMessage {
    CaseMessage::new(
        seq,
        from,
        Timestamp(at),
        format!("W{at}").as_str().into(),
        Content::text(text),
    )
}

fn draft(purpose: Purpose) -> Draft {
    Draft::words(ChatId::from("1@g.us"), purpose, "…")
}
