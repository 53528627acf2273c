//! What belongs together is one change: a kill between two changes would lose the second for good.

use relevo::domain::acts::Destination;
use relevo::domain::content::Content;
use relevo::domain::courier::{Courier, SendError};
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{
    AgentId, ChatId, CustomerId, GroupId, ReceiptId, SendId, SlotId, TicketNo, Timestamp,
};
use relevo::domain::inbound::Incoming;
use relevo::domain::message::{Author, GroupWrote, PassOn, Tell, ToSlot};
use relevo::domain::message_map::MessageMap;
use relevo::domain::notice::Notice;
use relevo::domain::outcome::{Body, Letter, Outcome, Receipt};
use relevo::domain::purpose::Purpose;
use relevo::domain::settings::{Department, LineSettings};
use relevo::domain::slot::{Case, Slot};
use relevo::domain::ticket::{Customer, Seat, Sentiment, Ticket};

const NOW: Timestamp = Timestamp(1_000);
const SLOT: &str = "slot@g.us";
const MAIN: &str = "main@g.us";

#[test]
fn the_end_of_a_case_and_the_word_of_it_in_the_main_group_are_one_change() {
    let mut slot = slot();
    slot.group_wrote(fin(), NOW);
    let (ticket, group_chat) = (TicketNo(7), Some(MAIN.into()));
    let ended =
        slot.pass_on(PassOn { ticket, to: Destination::Over, group_chat, department: None }, NOW);
    assert!(matches!(ended.events[..], [Event::Closed { ticket: TicketNo(7), .. }]));
    let said = notices(&ended);
    assert!(
        said.iter().any(|(chat, notice)| *chat == &MAIN.into()
            && matches!(notice, Notice::ClosedInGroup { .. }))
    );
}

#[test]
fn a_message_is_given_up_and_its_agent_told_in_one_change() {
    let purpose = Purpose::ToCustomer { slot: SlotId(1), ticket: TicketNo(7), seq: 1, part: 0 };
    let letter = Letter {
        cargo: None,
        queued_at: NOW,
        id: SendId(5),
        chat: "c@lid".into(),
        purpose,
        text: "hola".into(),
        quote: None,
        attempts: 0,
        not_before: NOW,
    };
    let mut courier = Courier::new(&LineSettings::default(), NOW);
    courier.queue([letter.clone()]);
    courier.next(NOW);
    let failed = courier.failed(&letter.chat, letter.id, &SendError::Never("blocked".into()), NOW);
    assert_eq!(failed.events, [], "until the agent is told, it is in the outbox");
    let [Tell::Slot(SlotId(1), ToSlot::NotDelivered(told))] = &failed.tells[..] else {
        panic!("{failed:?}")
    };
    let told = slot().not_delivered(told.clone());
    assert!(matches!(told.events[..], [Event::SendFailed { send: SendId(5), .. }]));
    assert!(matches!(notices(&told)[..], [(_, Notice::NotDelivered { .. })]));
}

fn slot() -> Slot {
    let mut slot =
        Slot::new(SlotId(1), AgentId(1), "Chat soporte Juan N°1".into(), Some(SLOT.into()));
    let customer = Customer {
        id: CustomerId(1),
        name: "Marta".into(),
        identity: Identity::from_jid("1@lid"),
        chat: "1@lid".into(),
        closed_cases: 0,
        recent: Vec::new(),
        about: Default::default(),
        blocked: None,
        asked: None,
    };
    let ticket = Ticket {
        no: TicketNo(7),
        department: Department::Support,
        sentiment: Sentiment::Neutral,
        opened_at: NOW,
        group: GroupId(1),
        last_seq: 1,
        notes: Vec::new(),
        summary: None,
        previous: None,
        customer: customer.into(),
    };
    let seat = Seat {
        agent: AgentId(1),
        agent_name: "Juan".into(),
        slot: SlotId(1),
        slot_name: slot.name.clone(),
    };
    slot.restore_case(Case {
        warned: None,
        ticket,
        seat,
        since: NOW,
        claimed_at: NOW,
        map: MessageMap::default(),
        seated_at: NOW,
        late: relevo::domain::slot::Late::default(),
    });
    slot
}

fn fin() -> GroupWrote {
    let message = Incoming {
        id: "A".into(),
        chat: SLOT.into(),
        author: Identity::from_jid("2@lid"),
        name: "Juan".into(),
        at: NOW,
        content: Content::text("/fin era el cable"),
        quote: None,
        mentions: Vec::new(),
        preview: Vec::new(),
    };
    let author = Author::Agent { id: AgentId(1), name: "Juan".into() };
    GroupWrote { author, message, receipt: Receipt { id: ReceiptId(1), key: None } }
}

fn notices(outcome: &Outcome) -> Vec<(&ChatId, &Notice)> {
    let said = outcome.sends.iter().filter_map(|send| match &send.body {
        Body::Say(notice) => Some((&send.chat, notice)),
        _ => None,
    });
    said.collect()
}
