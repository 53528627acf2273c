//! What the page draws.

use relevo::domain::content::Content;
use relevo::gateway::Gateway;
use relevo::gateway::simulator::{PersonKind, Place, QuoteView, Simulator};

use super::{in_memory, outbound, phone};

#[tokio::test]
async fn each_phone_shows_its_own_side_and_the_quotes() {
    let simulator = in_memory();
    let juan = simulator.add_person("Juan", &phone("5491150001001"), PersonKind::Agent).unwrap();
    let chat = group_with(&simulator, "Soporte", "5491150001001").await;
    let id = simulator.send(&outbound(1, &chat, "Caso #1")).await.unwrap();
    simulator.write_group(juan, &chat, "mío", Some(&id)).unwrap();

    let seen = simulator.phone(juan).unwrap();
    let rows = &seen.groups[0].rows;
    assert_eq!((rows[0].own, rows[0].text.as_str(), &rows[0].quote), (false, "Caso #1", &None));
    let quote = QuoteView { id, author: rows[0].author.clone(), text: "Caso #1".to_owned() };
    assert_eq!(
        (rows[1].own, rows[1].author.as_str(), &rows[1].quote),
        (true, "Juan", &Some(quote))
    );
    assert!(!rows[0].author.is_empty());
    assert!(!simulator.chats()[0].rows[1].own, "to the line it is the other side");
    assert_eq!(
        simulator.phones().iter().map(|phone| phone.groups.len()).collect::<Vec<_>>(),
        [0, 0, 0, 1]
    );
}

#[tokio::test]
async fn an_invite_link_is_offered_until_it_was_used() {
    let simulator = in_memory();
    let marta = simulator.phones()[0].person;
    let chat = group_with(&simulator, "Soporte", "5491150001001").await;
    let link = simulator.invite_link(&chat).await.unwrap();
    let direct = simulator.read(|network| network.person(marta).unwrap().chat());
    simulator.send(&outbound(1, &direct, &format!("Entrá acá: {link}."))).await.unwrap();

    let offered = || simulator.phone(marta).unwrap().direct[0].invite.clone();
    assert_eq!(offered(), Some(link.clone()));
    simulator.join_by_link(marta, &link).unwrap();
    assert_eq!(offered(), None);
}

#[test]
fn a_long_chat_shows_its_newest_rows() {
    let simulator = in_memory();
    let marta = simulator.phones()[0].person;
    for n in 0..150 {
        simulator.write(marta, &Place::Direct(marta), Content::text(n.to_string()), None).unwrap();
    }
    let rows = simulator.phone(marta).unwrap().direct;
    assert_eq!((rows.len(), rows[0].text.as_str(), rows[99].text.as_str()), (100, "50", "149"));
}

#[test]
fn the_page_is_told_of_every_change() {
    let simulator = in_memory();
    let mut changes = simulator.changes();
    assert!(!changes.has_changed().unwrap());
    simulator.write_dm(simulator.phones()[0].person, "Hola", None).unwrap();
    assert!(changes.has_changed().unwrap());
    changes.mark_unchanged();
    simulator.reset();
    assert!(changes.has_changed().unwrap());
}

async fn group_with(
    simulator: &Simulator,
    subject: &str,
    number: &str,
) -> relevo::domain::ids::ChatId {
    let agent = simulator.look_up(&phone(number)).await.unwrap().unwrap();
    simulator.create_group(subject, &[agent]).await.unwrap().chat
}
