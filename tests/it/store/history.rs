//! A filled history looks like one that happened: row by row as the journal writes them, and the program
//! goes on from it.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use relevo::domain::acts::By;
use relevo::domain::agent::slot_id;
use relevo::domain::content::Content;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{
    AgentId, CustomerId, GroupId, LineId, SendId, SlotId, TicketNo, Timestamp, WaId,
};
use relevo::domain::phone::Phone;
use relevo::domain::provisioning::Membership;
use relevo::domain::purpose::Purpose;
use relevo::domain::registration::Proof;
use relevo::domain::settings::{Department, GroupKind};
use relevo::domain::ticket::{CaseMessage, Customer, Seat, Sentiment, Side, Ticket};
use relevo::load::history::{self, FillError, Filled, History};
use relevo::store::journal::{Change, Draft, Verdict};
use relevo::store::search::{customer_words, fold};
use relevo::store::tickets::{TicketFilter, TicketState};
use relevo::store::{Conn, agents, customers, groups, load, tickets};

use super::{Place, on_both};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn small() -> History {
    History {
        closed: 1_500,
        messages_per_ticket: 6,
        customers: 400,
        open: 300,
        seen: 200,
        ..History::until(NOW)
    }
}

/// What a row looks like, whatever it says: its words of our own, and which columns are empty.
const SHAPES: [&str; 6] = [
    "SELECT DISTINCT state || (CASE WHEN agent_id IS NULL THEN ' -' ELSE ' agent' END) \
     || (CASE WHEN agent_name IS NULL OR slot_id IS NULL OR slot_name IS NULL OR claimed_at IS NULL THEN ' -' ELSE ' seat' END) \
     || (CASE WHEN closed_at IS NULL OR closed_by IS NULL THEN ' -' ELSE ' over' END) \
     || (CASE WHEN alert_level IS NULL THEN ' -' ELSE ' alert' END) || ' ' || level || ' ' || unnoted AS shape \
     FROM tickets WHERE line_id = ",
    "SELECT DISTINCT side || ' ' || state || (CASE WHEN agent_id IS NULL THEN ' -' ELSE ' agent' END) \
     || (CASE WHEN sent_wa_id IS NULL THEN ' -' ELSE ' sent' END) AS shape FROM messages WHERE line_id = ",
    "SELECT DISTINCT kind || ' ' || (n - at * 16) || (CASE WHEN level IS NULL THEN ' -' ELSE ' level' END) \
     || (CASE WHEN agent_id IS NULL THEN ' -' ELSE ' agent' END) AS shape FROM ticket_events WHERE line_id = ",
    "SELECT DISTINCT (CASE WHEN ticket IS NULL THEN '-' ELSE 'ticket' END) || (CASE WHEN agent_id IS NULL THEN ' -' ELSE ' agent' END) \
     AS shape FROM posts WHERE line_id = ",
    "SELECT DISTINCT CAST(length(event_key) AS TEXT) AS shape FROM seen WHERE line_id = ",
    "SELECT DISTINCT department AS shape FROM tickets WHERE line_id = ",
];

#[test]
fn a_filled_history_is_like_one_that_happened() {
    on_both(|place| {
        let (real, filled) = (place.line(), place.line());
        prepared(place, real);
        prepared(place, filled);
        happened(place, real);
        let done = fill(place, filled, &small());
        let conn = &mut place.conn();
        for query in SHAPES {
            let (real, filled) = (shapes(conn, query, real), shapes(conn, query, filled));
            assert!(!filled.is_empty() && filled.is_subset(&real), "{filled:?} / {real:?}");
        }
        assert_eq!(
            counted(conn, filled),
            [1_800, 1_500 * 6 + 300, 400, 1_800, 200],
            "tickets, messages, customers, posts, seen"
        );
        assert_eq!(done.last_ticket, 1_800);
        if matches!(conn, Conn::Sqlite(_)) {
            let broken: Vec<Shape> =
                diesel::sql_query("SELECT \"table\" AS shape FROM pragma_foreign_key_check")
                    .load(conn)
                    .unwrap();
            assert_eq!(broken.len(), 0);
        }
        says_what_was_stored(conn, filled);
    });
}

#[test]
fn a_line_with_a_filled_history_goes_on_from_it() {
    on_both(|place| {
        let line = place.line();
        prepared(place, line);
        // Twice: what is there already is left alone.
        let once = fill(place, line, &small());
        let done = fill(place, line, &small());
        assert_eq!(once.last_ticket + 1_800, done.last_ticket);
        let conn = &mut place.conn();
        let record = load::record(conn, line).unwrap();
        assert_eq!(record.last_ticket, TicketNo(3_600));
        assert_eq!(record.last_customer, CustomerId(800));
        assert_eq!(record.seen.len(), 400);
        assert_eq!(record.alerts.len(), 600);
        let pending: Vec<_> = record.groups.values().flat_map(|group| group.pending()).collect();
        assert_eq!(pending.len(), 600);
        let mut whose = BTreeSet::new();
        for pending in pending {
            let ticket = &pending.ticket;
            assert!(ticket.customer.closed_cases > 0, "{ticket:?}");
            assert_eq!(ticket.customer.recent.len(), 3.min(ticket.customer.closed_cases as usize));
            assert_eq!((pending.backlog.len(), ticket.last_seq), (1, 1));
            assert_eq!(pending.backlog[0].at, pending.since);
            assert!(whose.insert(ticket.customer.id), "two tickets of {:?}", ticket.customer);
        }
        let mut owners = record.owners(NOW);
        // Whoever waited so long is alerted of, once.
        let due = owners.wake(NOW).events;
        assert!(due.iter().all(|event| matches!(event, Event::Escalated { level: 2, .. })));
        the_panel_shows(conn, line, &done);
        the_next_letter_follows(place, line, &done);
    });
}

#[test]
fn a_line_where_nobody_attends_is_not_filled() {
    on_both(|place| {
        let error = history::fill(&place.database, place.line(), &small(), |_| ()).unwrap_err();
        assert!(matches!(error, FillError::NobodyAttends(_)), "{error}");
    });
}

fn fill(place: &Place, line: LineId, plan: &History) -> Filled {
    let mut heard = 0;
    let done = history::fill(&place.database, line, plan, |done| heard = done).unwrap();
    assert_eq!(heard, plan.closed + plan.open);
    done
}

#[derive(QueryableByName)]
struct Shape {
    #[diesel(sql_type = Text)]
    shape: String,
}

fn shapes(conn: &mut Conn, query: &str, line: LineId) -> BTreeSet<String> {
    let rows: Vec<Shape> = diesel::sql_query(format!("{query}{line}")).load(conn).unwrap();
    rows.into_iter().map(|row| row.shape).collect()
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn counted(conn: &mut Conn, line: LineId) -> [i64; 5] {
    ["tickets", "messages", "customers", "posts", "seen"].map(|table| {
        let sql = format!("SELECT count(*) AS n FROM {table} WHERE line_id = {line}");
        diesel::sql_query(sql).get_result::<Count>(conn).unwrap().n
    })
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    content: String,
    #[diesel(sql_type = Text)]
    words: String,
}

#[derive(QueryableByName)]
struct Person {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    phone: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    phone_key: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    lid: Option<String>,
    #[diesel(sql_type = Text)]
    chat: String,
    #[diesel(sql_type = BigInt)]
    closed_cases: i64,
    #[diesel(sql_type = Text)]
    words: String,
}

/// The columns that follow from others do so as in the journal.
fn says_what_was_stored(conn: &mut Conn, line: LineId) {
    let said: Vec<Said> = diesel::sql_query(format!(
        "SELECT DISTINCT content, words FROM messages WHERE line_id = {line}"
    ))
    .load(conn)
    .unwrap();
    assert!(said.len() > 400, "{}", said.len());
    for Said { content, words } in said {
        let read: Content = serde_json::from_str(&content).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), content);
        assert_eq!(fold(read.words().unwrap()), words);
    }
    let people: Vec<Person> =
        diesel::sql_query(format!("SELECT * FROM customers WHERE line_id = {line}"))
            .load(conn)
            .unwrap();
    for person in people {
        let phone = person.phone.as_deref().map(|digits| Phone::from_digits(digits).unwrap());
        assert_eq!(person.phone_key, phone.as_ref().map(|phone| phone.key().into_string()));
        let (phone, lid) = (person.phone.as_deref(), person.lid.as_deref());
        assert_eq!(person.words, customer_words(&person.name, phone, lid));
        let identity = Identity::from_jid(&person.chat);
        assert!(!identity.is_unknown(), "{}", person.chat);
        let found = customers::find(conn, line, &identity).unwrap().unwrap();
        assert_eq!((found.id.0, &found.name), (person.id, &person.name));
        let closed: Count = diesel::sql_query(format!(
            "SELECT count(*) AS n FROM tickets WHERE line_id = {line} AND customer_id = {} AND closed_at IS NOT NULL",
            person.id
        ))
        .get_result(conn)
        .unwrap();
        assert_eq!(closed.n, person.closed_cases);
    }
}

fn the_panel_shows(conn: &mut Conn, line: LineId, done: &Filled) {
    let of = |state| TicketFilter { state: Some(state), ..TicketFilter::default() };
    let closed = tickets::list(conn, line, &of(TicketState::Closed), None, 50).unwrap();
    assert_eq!(closed.len(), 50);
    assert_eq!(closed[0].no.0, done.first_open - 1);
    assert!(closed.iter().all(|row| row.closed_at.is_some_and(|at| at <= NOW)));
    let pending = tickets::list(conn, line, &of(TicketState::Pending), None, 400).unwrap();
    assert_eq!(pending.len(), 400);
    assert_eq!(tickets::open_counts(conn, line).unwrap().pending, 600);
    let waiting: u32 = groups::all(conn, line).unwrap().iter().map(|row| row.pending).sum();
    assert_eq!(waiting, 600);
    let attended: u32 =
        agents::all(conn, line, Timestamp(0)).unwrap().iter().map(|row| row.cases_today).sum();
    assert_eq!(attended, 3_000);
    let page = tickets::find(conn, line, closed[0].no).unwrap().unwrap();
    let sides: Vec<bool> =
        page.messages.iter().map(|message| message.from == Side::Customer).collect();
    assert_eq!(sides, [true, false, true, false, true, false]);
    assert!(page.messages.is_sorted_by_key(|message| message.at));
    assert!(page.events.is_sorted_by_key(|event| event.at), "{:?}", page.events);
    assert_eq!(page.events.last().unwrap().kind, "closed");
    assert!(page.previous.iter().all(|row| row.customer == page.ticket.customer));
    let name = TicketFilter { text: page.ticket.customer_name.clone(), ..TicketFilter::default() };
    assert!(!tickets::list(conn, line, &name, None, 50).unwrap().is_empty());
}

fn the_next_letter_follows(place: &Place, line: LineId, done: &Filled) {
    let journal = place.journal();
    let draft = Draft::words("1@g.us".into(), Purpose::Alert, "Hola");
    journal.submit(Change { drafts: vec![draft], ..change(line, Vec::new()) });
    let Verdict::Committed { letters, .. } = journal.verdict() else { panic!("refused") };
    assert_eq!(letters[0].id, SendId(done.last_send + 1));
    journal.end();
}

/// Two groups and an agent in both, with one personal group.
fn prepared(place: &Place, line: LineId) {
    let mut events = Vec::new();
    for (id, kind) in (1..).zip(GroupKind::ALL) {
        let (group, name) = (GroupId(id), format!("Grupo {id}"));
        events.push(Event::GroupPlanned { group, kind, name: name.clone() });
        events.push(Event::GroupReady { group, chat: format!("12036300{id}@g.us").into(), name });
    }
    let (agent, phone) = (AgentId(1), Phone::from_digits("5493815550001").unwrap());
    let (name, active, wanted) = ("Lucía".into(), true, 1);
    events.push(Event::AgentAdded { agent, name, phone: phone.clone(), active, wanted, at: NOW });
    let identity = Identity::of_phone(phone);
    events.push(Event::AgentBound { agent, identity, proof: Proof::Number, at: NOW });
    for group in [GroupId(1), GroupId(2)] {
        events.push(Event::MembershipChanged { agent, group, membership: Membership::Member });
    }
    let slot = slot_id(agent, 1);
    events.push(Event::SlotPlanned { slot, agent, number: 1, name: "Lucía 1".into() });
    events.push(Event::SlotReady { slot, chat: "120363991@g.us".into() });
    commit(place, change(line, events));
}

/// Six cases through the journal: closed at once, closed late, and waiting; of each department.
fn happened(place: &Place, line: LineId) {
    let receipts = vec![relevo::domain::outcome::Receipt {
        id: relevo::domain::ids::ReceiptId(1),
        key: Some(relevo::domain::outcome::EventKey(7)),
    }];
    let name = String::from("Lucía");
    let renamed = Event::AgentEdited { agent: AgentId(1), name, active: true, wanted: 1 };
    commit(place, Change { receipts, ..change(line, vec![renamed]) });
    for (no, (department, late, closed)) in (1..).zip([
        (Department::Support, false, true),
        (Department::Sales, true, true),
        (Department::Support, true, false),
        (Department::Sales, true, false),
    ]) {
        let events = case(no, department, late, closed);
        commit(place, change(line, events));
    }
}

fn case(no: i64, department: Department, late: bool, closed: bool) -> Vec<Event> {
    let (ticket, agent, slot) = (TicketNo(no), AgentId(1), SlotId(101));
    let customer = Customer {
        id: CustomerId(no),
        name: "Ana".into(),
        identity: Identity::from_jid("5493815559999@s.whatsapp.net"),
        chat: "5493815559999@s.whatsapp.net".into(),
        closed_cases: 0,
        recent: Vec::new(),
        about: Default::default(),
        blocked: None,
        asked: None,
    };
    let group = if department == Department::Support { GroupId(1) } else { GroupId(2) };
    let message = |seq, from| {
        CaseMessage::new(seq, from, NOW, format!("3A{seq}").into(), Content::text("Hola"))
    };
    let sent = |purpose| Event::Sent {
        send: SendId(0),
        chat: "1@g.us".into(),
        purpose,
        wa_id: WaId::from(format!("3EB0{no}").as_str()),
        at: NOW,
    };
    let opened = Ticket {
        no: ticket,
        customer: customer.clone().into(),
        department,
        sentiment: Sentiment::Neutral,
        opened_at: NOW,
        group,
        last_seq: 1,
        notes: Vec::new(),
        summary: None,
        previous: None,
    };
    let mut events = vec![
        Event::CustomerKnown { customer: customer.into() },
        Event::Opened { ticket: opened, backlog: vec![message(1, Side::Customer)] },
        sent(Purpose::Announcement { group, ticket }),
    ];
    if late {
        events.push(Event::Escalated { ticket, level: 1, at: NOW });
        events.push(Event::Alerted { ticket, level: 1, at: NOW });
    }
    if closed {
        let seat = Seat { agent, agent_name: "Lucía".into(), slot, slot_name: "Lucía 1".into() };
        events.extend([
            Event::Claimed { ticket, seat, by: By::Agent(agent), at: NOW },
            sent(Purpose::ToSlot { slot, ticket, seq: 1, part: 0 }),
            Event::Relayed { ticket, message: message(2, Side::Agent(agent)) },
            sent(Purpose::ToCustomer { slot, ticket, seq: 2, part: 0 }),
            Event::Closed { ticket, slot: Some(slot), by: By::Agent(agent), reason: None, at: NOW },
        ]);
    }
    events
}

fn change(line: LineId, events: Vec<Event>) -> Change {
    Change {
        line,
        epoch: 1,
        at: NOW,
        events,
        drafts: Vec::new(),
        receipts: Vec::new(),
        calls: Vec::new(),
    }
}

fn commit(place: &Place, change: Change) {
    let journal = place.journal();
    journal.submit(change);
    let verdict = journal.verdict();
    assert!(matches!(verdict, Verdict::Committed { .. }), "{verdict:?}");
    journal.end();
}
