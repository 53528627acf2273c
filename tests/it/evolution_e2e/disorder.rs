//! Webhooks twice, webhooks in another order, a link that breaks, a Relevo that is away.

use super::office::{Office, SUPPORT, Team};
use crate::evolution::fake::Person;

const JUAN_1: &str = "Chat soporte Juan N°1";

#[actix_web::test]
async fn a_webhook_that_comes_twice_counts_once() {
    let office = Office::open().await;
    office.fake.faults(|faults| faults.duplicates = true);
    let (team, hugo) = a_case(&office).await;
    for n in 1..=5 {
        office.fake.dm(&hugo, &format!("uno {n}"));
        office.say(&team.juan, JUAN_1, &format!("dos {n}"), None);
    }
    office.see(JUAN_1, "uno 5").await;
    office.hear(&hugo, "dos 5").await;
    assert_eq!(office.fake.settled().await, 0);
    assert_eq!(last_lines(&office, JUAN_1, "uno "), five("uno "));
    assert_eq!(texts(&office, &hugo, "dos "), five("dos "));
    assert_eq!(office.shown(SUPPORT).iter().filter(|sent| sent.text.contains("🎫")).count(), 1);
    office.stop().await;
}

#[actix_web::test]
async fn webhooks_in_another_order_lose_and_double_nothing() {
    let office = Office::open().await;
    let (team, hugo) = a_case(&office).await;
    office.fake.faults(|faults| faults.duplicates = true);
    office.fake.hold();
    for n in 1..=5 {
        office.fake.dm(&hugo, &format!("uno {n}"));
        office.say(&team.juan, JUAN_1, &format!("dos {n}"), None);
    }
    office.fake.release(|events| events.reverse());
    office.until("all of the customer's", |o| last_lines(o, JUAN_1, "uno ").len() == 5).await;
    office.until("all of the agent's", |o| texts(o, &hugo, "dos ").len() == 5).await;
    assert_eq!(office.fake.settled().await, 0);
    let (mut shown, mut heard) =
        (last_lines(&office, JUAN_1, "uno "), texts(&office, &hugo, "dos "));
    shown.sort();
    heard.sort();
    assert_eq!((shown, heard), (five("uno "), five("dos ")));
    office.stop().await;
}

#[actix_web::test]
async fn what_is_written_while_the_link_is_down_flows_in_order_when_it_is_back() {
    let office = Office::open().await;
    let (team, hugo) = a_case(&office).await;
    office.fake.disconnect(428);
    office.until("the line is seen to be down", |o| !is_up(o)).await;
    write_five(&office, &team, &hugo).await;
    assert!(texts(&office, &hugo, "dos ").is_empty(), "nothing goes out");
    office.fake.reconnect();
    five_each(&office, &hugo).await;
    office.stop().await;
}

#[actix_web::test]
async fn a_link_that_breaks_without_a_word_loses_nothing_either() {
    let office = Office::open().await;
    let (team, hugo) = a_case(&office).await;
    office.fake.hold();
    office.fake.disconnect(428);
    office.fake.release(Vec::clear);
    office.say(&team.juan, JUAN_1, "dos 1", None);
    let refused = |o: &Office| {
        let asked = o.fake.asked();
        asked.iter().any(|asked| asked.body["text"] == serde_json::json!("dos 1"))
    };
    office.until("a send that is refused", refused).await;
    for n in 2..=5 {
        office.say(&team.juan, JUAN_1, &format!("dos {n}"), None);
    }
    (1..=5).for_each(|n| drop(office.fake.dm(&hugo, &format!("uno {n}"))));
    office.fake.settled().await;
    office.fake.reconnect();
    five_each(&office, &hugo).await;
    office.stop().await;
}

#[actix_web::test]
async fn what_happens_while_relevo_is_away_is_brought_again() {
    let office = Office::open().await;
    let (team, hugo) = a_case(&office).await;
    let closed = office.close().await;
    closed.fake.dm(&hugo, "¿siguen ahí?");
    let office = closed.open().await;
    office.see(JUAN_1, "¿siguen ahí?").await;
    office.say(&team.juan, JUAN_1, "Sí, seguimos", None);
    office.hear(&hugo, "Sí, seguimos").await;
    assert_eq!(office.fake.settled().await, 0);
    assert_eq!(last_lines(&office, JUAN_1, "¿siguen").len(), 1);
    office.stop().await;
}

#[actix_web::test]
async fn a_server_that_is_too_busy_is_asked_again() {
    let office = Office::open().await;
    let (team, hugo) = a_case(&office).await;
    office.fake.faults(|faults| faults.too_many = 1);
    office.say(&team.juan, JUAN_1, "dos 1", None);
    let refused = |o: &Office| o.fake.asked().iter().any(|asked| asked.body["text"] == "dos 1");
    office.until("a send that is refused", refused).await;
    (2..=5).for_each(|n| drop(office.say(&team.juan, JUAN_1, &format!("dos {n}"), None)));
    office.until("all of the agent's", |o| texts(o, &hugo, "dos ").len() == 5).await;
    assert_eq!(texts(&office, &hugo, "dos "), five("dos "));
    office.stop().await;
}

/// Case #1, of Hugo, with Juan.
async fn a_case(office: &Office) -> (Team, Person) {
    let team = office.set_up().await;
    let hugo = office.fake.person("Hugo Barrionuevo", "5493815550202", "402402402402402");
    office.fake.dm(&hugo, "soporte");
    let announced = office.see(SUPPORT, "🎫 *Caso #1*").await;
    office.say(&team.juan, SUPPORT, "mío", Some(&announced.id));
    office.see(JUAN_1, "soporte").await;
    (team, hugo)
}

/// Both write five times each, and Relevo has it all.
async fn write_five(office: &Office, team: &Team, hugo: &Person) {
    for n in 1..=5 {
        office.fake.dm(hugo, &format!("uno {n}"));
        office.say(&team.juan, JUAN_1, &format!("dos {n}"), None);
    }
    assert_eq!(office.fake.settled().await, 0);
}

/// Waits for all ten messages, each once and in order.
async fn five_each(office: &Office, hugo: &Person) {
    office.until("all of the customer's", |o| last_lines(o, JUAN_1, "uno ").len() >= 5).await;
    office.until("all of the agent's", |o| texts(o, hugo, "dos ").len() >= 5).await;
    assert_eq!(office.fake.settled().await, 0);
    assert_eq!(last_lines(office, JUAN_1, "uno "), five("uno "));
    assert_eq!(texts(office, hugo, "dos "), five("dos "));
}

fn is_up(office: &Office) -> bool {
    office.app.engine.lines()[0].connection == relevo::domain::inbound::Connection::Connected
}

fn five(start: &str) -> Vec<String> {
    (1..=5).map(|n| format!("{start}{n}")).collect()
}

/// What a person got that begins so, in order.
fn texts(office: &Office, person: &Person, start: &str) -> Vec<String> {
    let heard = office.heard(person).into_iter().map(|sent| sent.text);
    heard.filter(|text| text.starts_with(start)).collect()
}

/// What was carried into a group and begins so, without the name above it.
fn last_lines(office: &Office, group: &str, start: &str) -> Vec<String> {
    let shown = office.shown(group).into_iter();
    let last = shown.filter_map(|sent| sent.text.lines().last().map(String::from));
    last.filter(|line| line.starts_with(start)).collect()
}
