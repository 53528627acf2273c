//! What reaches Relevo, when, and how often.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use relevo::domain::content::Content;
use relevo::domain::ids::Timestamp;
use relevo::domain::inbound::{Connection, Inbound};
use relevo::gateway::Gateway;
use relevo::gateway::simulator::{Faults, Network, PersonId, Place, Simulator};

use super::{NOW, clock, in_memory, outbound, waiting_words, words};

#[test]
fn what_waits_is_chosen_oldest_first_and_one_per_chat() {
    let (mut network, [marta, hugo, _]) = seeded();
    write(&mut network, marta, "uno");
    write(&mut network, marta, "dos");
    write(&mut network, hugo, "tres");
    let mut busy = BTreeSet::new();
    let mut chosen = Vec::new();
    while let Some(pending) = network.next_delivery(&busy, 99) {
        chosen.extend(words(&pending.inbound));
        busy.insert(pending.id);
    }
    assert_eq!(chosen, ["uno", "tres"], "the second of Marta's waits for the first");
}

#[test]
fn what_is_not_acknowledged_comes_again_and_what_is_does_not() {
    let (mut network, [marta, ..]) = seeded();
    write(&mut network, marta, "uno");
    let id = network.next_delivery(&BTreeSet::new(), 0).unwrap().id;
    assert_eq!(network.next_delivery(&BTreeSet::new(), 0).unwrap().id, id);
    assert!(!network.log(&Place::Direct(marta)).next().unwrap().delivered);

    network.delivered(id);
    network.delivered(id);

    assert!(network.next_delivery(&BTreeSet::new(), 0).is_none());
    assert!(network.log(&Place::Direct(marta)).next().unwrap().delivered);
}

#[test]
fn duplicates_come_right_behind_each_other() {
    let (mut network, [marta, ..]) = seeded();
    network.set_faults(Faults { duplicates: true, ..Faults::default() });
    write(&mut network, marta, "uno");
    write(&mut network, marta, "dos");
    assert_eq!(drain(&mut network, 0), ["uno", "uno", "dos", "dos"]);
}

#[test]
fn a_repeated_message_is_the_one_it_repeats() {
    let (mut network, [marta, ..]) = seeded();
    let place = Place::Direct(marta);
    let id = network.write(marta, &place, Content::text("uno"), None, NOW).unwrap();
    let first = network.pending_deliveries().next().unwrap().clone();
    drain(&mut network, 0);
    network.repeat(&place, &id).unwrap();
    assert_eq!(network.pending_deliveries().next().unwrap().inbound, first.inbound);
    let own =
        network.send(&outbound(1, &network.person(marta).unwrap().chat(), "Hola"), NOW).unwrap();
    assert!(network.repeat(&place, &own).is_err(), "the line's own are not people's");
}

#[test]
fn reordering_mixes_chats_and_keeps_the_order_within_each() {
    let (mut network, everybody) = seeded();
    network.set_faults(Faults { reorder: 10, ..Faults::default() });
    for n in 0..20 {
        everybody
            .iter()
            .enumerate()
            .for_each(|(who, person)| write(&mut network, *person, &format!("{who}-{n:02}")));
    }
    let in_order = waiting_words(&network);
    let came = drain(&mut network, 5);
    assert_ne!(came, in_order);
    for who in 0..3 {
        let of = |all: &[String]| {
            all.iter()
                .filter(|text| text.starts_with(&who.to_string()))
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(of(&came), of(&in_order));
    }
}

#[test]
fn within_a_chat_order_is_lost_only_on_demand() {
    let (mut network, [marta, ..]) = seeded();
    network.set_faults(Faults { reorder: 10, reorder_within_chat: true, ..Faults::default() });
    (0..20).for_each(|n| write(&mut network, marta, &format!("{n:02}")));
    let in_order = waiting_words(&network);
    let mut came = drain(&mut network, 5);
    assert_ne!(came, in_order);
    came.sort();
    assert_eq!(came, in_order, "nothing is lost and nothing is doubled");
}

#[test]
fn offline_only_the_news_of_it_arrives_and_the_rest_follows() {
    let (mut network, [marta, ..]) = seeded();
    write(&mut network, marta, "antes");
    network.set_faults(Faults { offline: true, ..Faults::default() });
    write(&mut network, marta, "durante");

    let news = network.next_delivery(&BTreeSet::new(), 0).unwrap();
    let (id, inbound) = (news.id, news.inbound.clone());
    let down = Inbound::Connection {
        state: Connection::Disconnected,
        reason: Some("simulated".to_owned()),
    };
    assert_eq!(inbound, down);
    network.delivered(id);
    assert!(network.next_delivery(&BTreeSet::new(), 0).is_none());

    network.set_faults(Faults::default());
    assert_eq!(drain(&mut network, 0), ["antes", "durante"]);
}

#[tokio::test]
async fn a_delivery_that_was_given_back_comes_later_and_before_the_rest_of_its_chat() {
    let (time, clock) = clock();
    let simulator = Simulator::in_memory(clock);
    let [marta, hugo, _] = people(&simulator);
    simulator.write_dm(marta, "uno", None).unwrap();
    simulator.write_dm(marta, "dos", None).unwrap();
    simulator.write_dm(hugo, "tres", None).unwrap();

    let (first, inbound) = simulator.next_delivery().await;
    assert_eq!(words(&inbound).unwrap(), "uno");
    simulator.nack(first);
    let (other, inbound) = simulator.next_delivery().await;
    assert_eq!(words(&inbound).unwrap(), "tres");
    simulator.ack(other);
    assert_eq!(simulator.take_delivery(), None, "it is too early");

    time.fetch_add(250, Ordering::SeqCst);
    let (again, inbound) = simulator.next_delivery().await;
    assert_eq!((again, words(&inbound).unwrap()), (first, "uno".to_owned()));
    simulator.ack(again);
    assert_eq!(words(&simulator.next_delivery().await.1).unwrap(), "dos");
}

#[tokio::test]
async fn whoever_waits_for_a_delivery_is_woken_by_a_message() {
    let simulator = in_memory();
    let waiting = tokio::spawn({
        let simulator = simulator.clone();
        async move { simulator.next_delivery().await.1 }
    });
    tokio::task::yield_now().await;
    let [marta, ..] = people(&simulator);
    simulator.write_dm(marta, "Hola", None).unwrap();
    let inbound = tokio::time::timeout(Duration::from_secs(5), waiting).await.unwrap().unwrap();
    assert_eq!(words(&inbound).unwrap(), "Hola");
}

#[tokio::test]
async fn what_was_given_back_wakes_whoever_waits_once_it_is_time() {
    // A clock that goes on whenever it is looked at: the moment passes between any two looks.
    let (time, _) = clock();
    let simulator =
        Simulator::in_memory(Arc::new(move || Timestamp(time.fetch_add(83, Ordering::SeqCst))));
    let [marta, ..] = people(&simulator);
    simulator.write_dm(marta, "Hola", None).unwrap();
    for _ in 0..2 {
        let next = tokio::time::timeout(Duration::from_secs(20), simulator.next_delivery()).await;
        simulator.nack(next.unwrap().0);
    }
}

#[tokio::test]
async fn what_nobody_answered_for_comes_again_when_all_is_given_back() {
    let simulator = in_memory();
    let [marta, ..] = people(&simulator);
    simulator.write_dm(marta, "Hola", None).unwrap();
    let first = simulator.next_delivery().await;
    assert_eq!(simulator.take_delivery(), None);
    simulator.nack_all();
    assert_eq!(simulator.take_delivery(), Some(first));
}

#[tokio::test]
async fn an_echo_follows_what_the_line_sends_and_is_not_typed_by_hand() {
    let simulator = in_memory();
    let [marta, ..] = people(&simulator);
    let chat = simulator.read(|network| network.person(marta).unwrap().chat());
    let id = simulator.send(&outbound(3, &chat, "Hola")).await.unwrap();
    let echo = Inbound::Echo { chat, id, typed_on_phone: false, content: Content::text("Hola") };
    assert_eq!(simulator.next_delivery().await.1, echo);
}

fn seeded() -> (Network, [PersonId; 3]) {
    let network = Network::seeded();
    let ids: Vec<_> = network.people().map(|person| person.id).collect();
    (network, ids.try_into().unwrap())
}

fn people(simulator: &Simulator) -> [PersonId; 3] {
    let ids: Vec<_> = simulator.phones().iter().map(|phone| phone.person).collect();
    ids.try_into().unwrap()
}

fn write(network: &mut Network, person: PersonId, text: &str) {
    network.write(person, &Place::Direct(person), Content::text(text), None, NOW).unwrap();
}

/// Delivers and acknowledges everything, with dice of this seed.
fn drain(network: &mut Network, seed: u64) -> Vec<String> {
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut came = Vec::new();
    while let Some(pending) = network.next_delivery(&BTreeSet::new(), dice.u64(..)) {
        let id = pending.id;
        came.extend(words(&pending.inbound));
        network.delivered(id);
    }
    came
}
