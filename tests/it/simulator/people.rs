//! What people do.

use relevo::domain::content::{ContactCard, Content, MediaKind};
use relevo::domain::identity::Identity;
use relevo::domain::inbound::{Inbound, Incoming, MemberChange, Quote};
use relevo::gateway::simulator::{Addressing, Network, PersonKind, Place, SimulatorError};

use super::{NOW, outbound, phone, with_marta};

#[test]
fn a_fresh_simulator_has_three_customers_with_different_identities() {
    let network = Network::seeded();
    let names: Vec<_> = network.people().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Marta Quiroga", "Hugo Barrionuevo", "Ana Luz Medina"]);
    let identities: std::collections::BTreeSet<_> =
        network.people().map(|person| person.identity()).collect();
    assert_eq!(identities.len(), 3);
    assert!(identities.iter().all(|who| who.phone.is_some() && who.lid.is_some()));
}

#[test]
fn a_message_arrives_as_the_person_is_shown() {
    let (mut network, marta, _) = with_marta();
    let (number, lid) = (phone("5493815550134"), network.person(marta).unwrap().lid.clone());
    let shown = [
        (
            Addressing::Phone,
            Identity { phone: Some(number.clone()), lid: None },
            "5493815550134@s.whatsapp.net".to_owned(),
        ),
        (
            Addressing::Lid,
            Identity { phone: None, lid: Some(lid.clone()) },
            format!("{}@lid", lid.0),
        ),
        (
            Addressing::Both,
            Identity { phone: Some(number), lid: Some(lid) },
            "5493815550134@s.whatsapp.net".to_owned(),
        ),
    ];
    for (addressing, author, chat) in shown {
        network.set_privacy(marta, addressing, false).unwrap();
        let id =
            network.write(marta, &Place::Direct(marta), Content::text("Hola"), None, NOW).unwrap();
        let expected = Incoming {
            id,
            chat: chat.into(),
            author,
            name: "Marta".to_owned(),
            at: NOW,
            content: Content::text("Hola"),
            quote: None,
            mentions: Vec::new(),
            preview: Vec::new(),
        };
        let last = network.pending_deliveries().last().unwrap();
        assert_eq!(last.inbound, Inbound::Message(expected));
    }
    assert_eq!(network.log(&Place::Direct(marta)).count(), 3, "one chat, whatever is shown");
}

#[test]
fn a_quote_names_the_message_and_its_author() {
    let (mut network, marta, _) = with_marta();
    let who = network.person(marta).unwrap().identity();
    let group = network.create_group("Soporte", std::slice::from_ref(&who)).unwrap().chat;
    let (dm, room) = (Place::Direct(marta), Place::Group(group.clone()));
    let announcement = network.send(&outbound(1, &group, "Caso #1"), NOW).unwrap();

    let claim =
        network.write(marta, &room, Content::text("mío"), Some(&announcement), NOW).unwrap();
    let by_line = Quote {
        id: announcement.clone(),
        author: network.own().clone(),
        chat: None,
        excerpt: "Caso #1".into(),
    };
    assert_eq!(last_quote(&network), Some(by_line));

    network.write(marta, &room, Content::text("sí"), Some(&claim), NOW).unwrap();
    assert_eq!(
        last_quote(&network),
        Some(Quote { id: claim, author: who, chat: None, excerpt: "mío".into() })
    );

    network.write(marta, &dm, Content::text("en privado"), Some(&announcement), NOW).unwrap();
    let private = Quote {
        id: announcement,
        author: network.own().clone(),
        chat: Some(group),
        excerpt: "Caso #1".into(),
    };
    assert_eq!(last_quote(&network), Some(private));
}

#[test]
fn what_is_not_there_cannot_be_quoted() {
    let (mut network, marta, _) = with_marta();
    let chat = network.create_group("Soporte", &[]).unwrap().chat;
    let hidden = network.send(&outbound(1, &chat, "secreto"), NOW).unwrap();
    let quoting =
        network.write(marta, &Place::Direct(marta), Content::text("?"), Some(&hidden), NOW);
    assert_eq!(quoting, Err(SimulatorError::UnknownMessage));
}

#[test]
fn only_members_write_in_a_group_and_nobody_in_another_persons_chat() {
    let (mut network, marta, _) = with_marta();
    let rui = network.add_person("Rui", &phone("5491150001002"), PersonKind::Agent).unwrap();
    let chat = network.create_group("Soporte", &[]).unwrap().chat;
    let mut write = |place: &Place| network.write(rui, place, Content::text("Hola"), None, NOW);
    assert_eq!(write(&Place::Group(chat)), Err(SimulatorError::NotMember));
    assert_eq!(write(&Place::Group("1@g.us".into())), Err(SimulatorError::UnknownGroup));
    assert_eq!(write(&Place::Direct(marta)), Err(SimulatorError::NotMember));
}

#[test]
fn joining_and_leaving_are_reported_once_each() {
    let (mut network, marta, _) = with_marta();
    let chat = network.create_group("Soporte", &[]).unwrap().chat;
    let link = network.invite_link(&chat).unwrap();
    network.join_by_link(marta, &format!(" {link}\n")).unwrap();
    network.join_by_link(marta, &link).unwrap();
    network.leave(marta, &chat).unwrap();
    assert_eq!(network.leave(marta, &chat), Err(SimulatorError::NotMember));
    assert_eq!(
        network.join_by_link(marta, "https://chat.whatsapp.com/"),
        Err(SimulatorError::UnknownLink)
    );

    let changes: Vec<_> = network
        .pending_deliveries()
        .filter_map(|pending| match &pending.inbound {
            Inbound::Members { change, .. } => Some(*change),
            _ => None,
        })
        .collect();
    assert_eq!(changes, [MemberChange::Joined, MemberChange::Left]);
}

#[test]
fn a_known_number_gets_a_name_and_not_a_second_person() {
    let mut network = Network::new();
    network.look_up(&phone("5491150001001")).unwrap();
    let id = network.add_person(" Juan ", &phone("541150001001"), PersonKind::Agent).unwrap();
    assert_eq!(network.people().count(), 1);
    assert_eq!(network.person(id).unwrap().title(), "Juan");
    network.rename_person(id, "Juan Pérez").unwrap();
    assert_eq!(network.person(id).unwrap().title(), "Juan Pérez");
}

#[test]
fn impossible_people_and_messages_are_turned_down_and_change_nothing() {
    let (mut network, marta, _) = with_marta();
    let before = network.clone();
    let customer = PersonKind::Customer;
    let own = network.own().phone.clone().unwrap();
    assert_eq!(network.add_person("x", &own, customer), Err(SimulatorError::OwnNumber));
    assert_eq!(
        network.add_person("x", &phone("5491150000000"), customer),
        Err(SimulatorError::NotOnWhatsApp)
    );
    assert_eq!(
        network.add_person(&"x".repeat(101), &phone("5491150001001"), customer),
        Err(SimulatorError::TooLong)
    );
    let place =
        |latitude, longitude| Content::Location { latitude, longitude, name: None, live: false };
    let refused = [
        (Content::text(" \n"), SimulatorError::Empty),
        (Content::text("x".repeat(65_537)), SimulatorError::TooLong),
        (place(f64::NAN, 0.0), SimulatorError::NoPlace),
        (place(0.0, f64::INFINITY), SimulatorError::NoPlace),
        (place(91.0, 0.0), SimulatorError::NoPlace),
        (
            Content::Contacts {
                cards: vec![ContactCard { name: String::new(), phones: Vec::new() }; 101],
            },
            SimulatorError::TooLong,
        ),
    ];
    for (content, why) in refused {
        assert_eq!(network.write(marta, &Place::Direct(marta), content, None, NOW), Err(why));
    }
    assert_eq!(network, before);
}

#[test]
fn anything_but_text_arrives_too() {
    let (mut network, marta, _) = with_marta();
    let voice = Content::Media {
        media: MediaKind::Voice,
        caption: None,
        file_name: None,
        view_once: false,
        file: None,
    };
    network.write(marta, &Place::Direct(marta), voice.clone(), None, NOW).unwrap();
    let Inbound::Message(message) = &network.pending_deliveries().last().unwrap().inbound else {
        panic!()
    };
    assert_eq!(message.content, voice);
}

#[test]
fn a_reset_brings_the_start_back_without_using_an_id_twice() {
    let mut network = Network::seeded();
    let first = network.people().next().unwrap().id;
    let old_group = network.create_group("Soporte", &[]).unwrap().chat;
    let old_message =
        network.write(first, &Place::Direct(first), Content::text("Hola"), None, NOW).unwrap();
    network.reset();

    assert_eq!((network.people().count(), network.pending_deliveries().count()), (3, 0));
    assert!(network.person(first).is_none());
    let again = network.people().next().unwrap().id;
    assert_ne!(network.create_group("Soporte", &[]).unwrap().chat, old_group);
    let message =
        network.write(again, &Place::Direct(again), Content::text("Hola"), None, NOW).unwrap();
    assert_ne!(message, old_message);
}

fn last_quote(network: &Network) -> Option<Quote> {
    match &network.pending_deliveries().last().unwrap().inbound {
        Inbound::Message(message) => message.quote.clone(),
        _ => None,
    }
}
