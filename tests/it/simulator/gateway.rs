//! What the line asks of WhatsApp.

use std::collections::BTreeSet;

use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, SendId};
use relevo::domain::inbound::{Connection, Inbound, MemberChange};
use relevo::gateway::simulator::numbering::wa_id_of;
use relevo::gateway::simulator::{Addressing, Author, Faults, Network, PersonKind, Place, Tally};
use relevo::gateway::{Capabilities, Gateway, GatewayError, GroupInfo, MemberAction, MemberResult};

use super::{NOW, in_memory, outbound, phone, waiting_words, with_marta};

#[test]
fn a_message_sent_again_is_the_same_message() {
    let (mut network, marta, chat) = with_marta();
    let first = network.send(&outbound(7, &chat, "Hola"), NOW).unwrap();
    let again = network.send(&outbound(7, &chat, "Hola"), NOW.plus(5_000)).unwrap();

    assert_eq!(first, again);
    let log: Vec<_> = network.log(&Place::Direct(marta)).collect();
    assert_eq!((log.len(), log[0].author, log[0].at, log[0].sends), (1, Author::Line, NOW, 2));
    assert_eq!(network.tally(), Tally { sent: 1, repeated: 1, ..Tally::default() });
    assert_eq!(waiting_words(&network), ["echo: Hola"], "one echo for one message");
}

#[test]
fn one_id_for_two_different_messages_is_counted_as_a_conflict() {
    let (mut network, _, chat) = with_marta();
    network.send(&outbound(7, &chat, "Hola"), NOW).unwrap();
    network.send(&outbound(7, &chat, "Chau"), NOW).unwrap();
    assert_eq!(network.tally().conflicting, 1);
}

#[test]
fn every_address_of_a_person_leads_to_the_same_chat() {
    let (mut network, marta, _) = with_marta();
    let lid = network.person(marta).unwrap().lid.clone();
    for address in ["5493815550134@s.whatsapp.net", "543815550134@c.us", &format!("{}@lid", lid.0)]
    {
        network.send(&outbound(7, &address.into(), "Hola"), NOW).unwrap();
    }
    assert_eq!(network.log(&Place::Direct(marta)).count(), 1);
}

#[test]
fn message_ids_look_like_whatsapps_and_differ() {
    let ids: BTreeSet<_> = (-50..2_000).map(|n| wa_id_of(SendId(n))).collect();
    assert_eq!(ids.len(), 2_050);
    let hex = |id: &str| id.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b));
    assert!(ids.iter().all(|id| id.0.len() == 22 && id.0.starts_with("3EB0") && hex(&id.0)));
}

#[test]
fn a_number_that_is_looked_up_becomes_a_person_unless_it_ends_in_0000() {
    let mut network = Network::new();
    let found = network.look_up(&phone("5491150001001")).unwrap().unwrap();
    let person = network.person_with(&phone("541150001001")).unwrap();
    assert_eq!((person.kind, person.title()), (PersonKind::Agent, "+54 9 11 5000-1001".to_owned()));
    assert_eq!(found, person.identity());

    assert_eq!(network.look_up(&phone("5491150000000")), Ok(None));
    assert_eq!(network.people().count(), 1);
    assert_eq!(
        network.look_up(&network.own().phone.clone().unwrap()),
        Ok(Some(network.own().clone()))
    );
    assert_eq!(network.people().count(), 1, "the line is nobody's phone");
}

#[test]
fn a_look_up_never_gives_a_hidden_identity_away() {
    let (mut network, marta, _) = with_marta();
    network.set_privacy(marta, Addressing::Lid, false).unwrap();
    let found = network.look_up(&phone("5493815550134")).unwrap().unwrap();
    assert_eq!(found, Identity::of_phone(phone("5493815550134")));
    assert_eq!(network.person(marta).unwrap().identity().phone, None);
}

#[test]
fn a_group_is_renamed_and_left_by_the_line_alone() {
    let (mut network, marta, _) = with_marta();
    let who = network.person(marta).unwrap().identity();
    let made = network.create_group("Soporte", &[who]).unwrap();
    network.rename_group(&made.chat, " Facturas ").unwrap();
    let found = network.group(&made.chat).unwrap().unwrap();
    assert_eq!(found.subject, "Facturas");
    assert_eq!(found.is_admin(network.own()), Some(true));
    assert!(matches!(network.rename_group(&made.chat, " "), Err(GatewayError::Never(_))));
    network.leave_group(&made.chat).unwrap();
    network.leave_group(&made.chat).unwrap();
    assert_eq!(network.group(&made.chat), Ok(None));
    assert!(network.rename_group(&made.chat, "Otra").is_err());
}

#[test]
fn a_group_has_those_members_who_may_be_added() {
    let (mut network, marta, _) = with_marta();
    let private = network.add_person("Rui", &phone("5491150001002"), PersonKind::Agent).unwrap();
    network.set_privacy(private, Addressing::Both, true).unwrap();
    let numbers = ["5493815550134", "5491150001002", "5491150000000", "5491150001003"];
    let asked: Vec<_> = numbers.map(|number| Identity::of_phone(phone(number))).into();

    let group = network.create_group(" Soporte ", &asked).unwrap();

    let people = [
        network.own().clone(),
        network.person(marta).unwrap().identity(),
        network.look_up(&phone("5491150001003")).unwrap().unwrap(),
    ];
    assert_eq!((group.subject.as_str(), group.people.as_slice()), ("Soporte", people.as_slice()));
    assert!(group.chat.is_group());
    assert_eq!(network.groups().unwrap(), std::slice::from_ref(&group));
    assert_eq!(network.group(&group.chat).unwrap(), Some(group));
    assert_eq!(network.group(&"1@g.us".into()).unwrap(), None);
}

#[test]
fn members_are_added_promoted_and_removed_and_each_is_reported_once() {
    let (mut network, marta, _) = with_marta();
    let who = network.person(marta).unwrap().identity();
    let chat = network.create_group("Soporte", &[]).unwrap().chat;
    let mut act = |action| network.change_member(&chat, &who, action).unwrap();

    assert_eq!(act(MemberAction::Promote), MemberResult::NotFound);
    for action in [MemberAction::Add, MemberAction::Promote, MemberAction::Remove] {
        assert_eq!(act(action), MemberResult::Done);
        assert_eq!(act(action), MemberResult::Done, "{action:?} again is harmless");
        if action == MemberAction::Promote {
            assert_eq!(act(MemberAction::Add), MemberResult::Done, "still in it");
        }
    }
    let changes: Vec<_> = network
        .pending_deliveries()
        .filter_map(|pending| match &pending.inbound {
            Inbound::Members { change, people, .. } => Some((*change, people.clone())),
            _ => None,
        })
        .collect();
    let expected = [MemberChange::Joined, MemberChange::Promoted, MemberChange::Left];
    assert_eq!(changes, expected.map(|change| (change, vec![who.clone()])));
}

#[test]
fn who_cannot_be_added_enters_by_the_link() {
    let (mut network, marta, _) = with_marta();
    network.set_privacy(marta, Addressing::Both, true).unwrap();
    let who = network.person(marta).unwrap().identity();
    let chat = network.create_group("Soporte", &[]).unwrap().chat;

    assert_eq!(network.change_member(&chat, &who, MemberAction::Add), Ok(MemberResult::NotAllowed));
    let link = network.invite_link(&chat).unwrap();
    assert_eq!(network.join_by_link(marta, &link), Ok(chat.clone()));

    assert!(network.group(&chat).unwrap().unwrap().people.contains(&who));
    assert_eq!(network.change_member(&chat, &who, MemberAction::Promote), Ok(MemberResult::Done));
}

#[test]
fn nobody_is_added_to_a_number_that_is_not_on_whatsapp_or_to_a_group_that_is_not_there() {
    let (mut network, marta, _) = with_marta();
    let chat = network.create_group("Soporte", &[]).unwrap().chat;
    let nobody = Identity::of_phone(phone("5491150000000"));
    assert_eq!(
        network.change_member(&chat, &nobody, MemberAction::Add),
        Ok(MemberResult::NotFound)
    );
    let who = network.person(marta).unwrap().identity();
    let elsewhere: ChatId = "1@g.us".into();
    assert!(matches!(
        network.change_member(&elsewhere, &who, MemberAction::Add),
        Err(GatewayError::Never(_))
    ));
    assert!(matches!(
        network.send(&outbound(1, &elsewhere, "Hola"), NOW),
        Err(GatewayError::Never(_))
    ));
    assert!(matches!(
        network.send(&outbound(1, &"5491150000000@s.whatsapp.net".into(), "Hola"), NOW),
        Err(GatewayError::Never(_))
    ));
    assert!(matches!(network.invite_link(&elsewhere), Err(GatewayError::Never(_))));
}

#[test]
fn creations_are_refused_as_often_as_asked_and_a_refused_one_may_have_happened() {
    let mut network = Network::new();
    let refused = Err(GatewayError::Unknown("unknown error (429)".to_owned()));
    network.set_faults(Faults { creations_refused: 2, ..Faults::default() });
    assert_eq!(network.create_group("Soporte", &[]), refused);
    assert_eq!(network.create_group("Soporte", &[]), refused);
    assert_eq!(network.groups().unwrap(), []);
    assert!(network.create_group("Soporte", &[]).is_ok());

    network.set_faults(Faults {
        creations_refused: 1,
        refused_creations_happen: true,
        ..Faults::default()
    });
    assert_eq!(network.create_group("Ventas", &[]), refused, "the same words");
    let subjects: Vec<_> =
        network.groups().unwrap().into_iter().map(|group| group.subject).collect();
    assert_eq!(subjects, ["Soporte", "Ventas"]);
}

#[test]
fn a_lost_answer_hides_a_message_that_was_sent() {
    let (mut network, marta, chat) = with_marta();
    network.set_faults(Faults { answers_lost: 1, ..Faults::default() });
    assert!(matches!(
        network.send(&outbound(1, &chat, "Hola"), NOW),
        Err(GatewayError::Unknown(_))
    ));
    assert_eq!(network.log(&Place::Direct(marta)).count(), 1);
    assert!(network.send(&outbound(1, &chat, "Hola"), NOW).is_ok());
    assert_eq!(network.log(&Place::Direct(marta)).count(), 1);
}

#[test]
fn a_refused_send_leaves_nothing_and_the_next_one_works() {
    let (mut network, marta, chat) = with_marta();
    network.set_faults(Faults { sends_refused: 1, ..Faults::default() });
    assert!(matches!(network.send(&outbound(1, &chat, "Hola"), NOW), Err(GatewayError::Again(_))));
    assert_eq!(network.log(&Place::Direct(marta)).count(), 0);
    assert!(network.send(&outbound(1, &chat, "Hola"), NOW).is_ok());
}

#[test]
fn a_blocked_person_is_never_reached_and_others_are() {
    let (mut network, marta, chat) = with_marta();
    network.set_faults(Faults { blocked: [marta].into(), ..Faults::default() });
    assert!(matches!(network.send(&outbound(1, &chat, "Hola"), NOW), Err(GatewayError::Never(_))));
    assert!(
        network.send(&outbound(1, &"5491150001001@s.whatsapp.net".into(), "Hola"), NOW).is_ok()
    );
}

#[tokio::test]
async fn offline_every_call_fails_and_the_state_says_so() {
    let simulator = in_memory();
    let gateway: &dyn Gateway = &simulator;
    let chat = gateway.create_group("Soporte", &[]).await.unwrap().chat;
    assert_eq!(gateway.capabilities(), Capabilities::ALL);
    assert_eq!(gateway.link_state().await.unwrap().connection, Connection::Connected);

    simulator.set_faults(Faults { offline: true, ..Faults::default() });

    assert_eq!(gateway.connect().await.unwrap().connection, Connection::Disconnected);
    let who = Identity::of_phone(phone("5491150001001"));
    let errors = [
        gateway.send(&outbound(1, &chat, "Hola")).await.unwrap_err(),
        gateway.look_up(&phone("5491150001001")).await.unwrap_err(),
        gateway.create_group("Ventas", &[]).await.unwrap_err(),
        gateway.groups().await.unwrap_err(),
        gateway.group(&chat).await.unwrap_err(),
        gateway.change_member(&chat, &who, MemberAction::Add).await.unwrap_err(),
        gateway.invite_link(&chat).await.unwrap_err(),
    ];
    assert!(
        errors.iter().all(|error| matches!(error, GatewayError::NotConnected(_))),
        "{errors:?}"
    );
}

#[tokio::test]
async fn as_a_gateway_it_answers_like_the_network() {
    let simulator = in_memory();
    let gateway: &dyn Gateway = &simulator;
    let agent = gateway.look_up(&phone("5491150001001")).await.unwrap().unwrap();
    let group = gateway.create_group("Soporte", std::slice::from_ref(&agent)).await.unwrap();
    assert_eq!(
        gateway.change_member(&group.chat, &agent, MemberAction::Promote).await,
        Ok(MemberResult::Done)
    );
    assert_eq!(gateway.send(&outbound(9, &group.chat, "Hola")).await, Ok(wa_id_of(SendId(9))));
    let admins = vec![simulator.network().own().clone(), agent];
    let group = GroupInfo { admins, ..group };
    assert_eq!(gateway.groups().await.unwrap(), std::slice::from_ref(&group));
    assert_eq!(gateway.group(&group.chat).await.unwrap(), Some(group.clone()));
    let chat = &simulator.chats()[0];
    assert_eq!(gateway.invite_link(&group.chat).await.unwrap(), chat.invite);
    assert!(chat.members[0].admin);
    assert_eq!(
        (chat.rows[0].text.as_str(), chat.rows[0].own, chat.rows[0].at),
        ("Hola", true, NOW)
    );
}
