//! One day at the help desk, from the first group to `/fin`, in every dialect of Evolution.

use relevo::domain::settings::LineSettings;

use super::office::{Office, SALES, SUPERVISOR, SUPPORT, Team};
use crate::evolution::fake::{Dialect, FakeEvolution, Person};

const JUAN_1: &str = "Chat soporte Juan N°1";

#[derive(Debug, Clone, Copy)]
enum Groups {
    ByLid,
    ByPhone,
}

#[actix_web::test]
async fn in_2_2_3_with_hidden_numbers() {
    walk(Dialect::V223, Groups::ByLid).await;
}

#[actix_web::test]
async fn in_2_2_3_with_visible_numbers() {
    walk(Dialect::V223, Groups::ByPhone).await;
}

#[actix_web::test]
async fn in_2_3_0_with_hidden_numbers() {
    walk(Dialect::V230, Groups::ByLid).await;
}

#[actix_web::test]
async fn in_2_3_0_with_visible_numbers() {
    walk(Dialect::V230, Groups::ByPhone).await;
}

#[actix_web::test]
async fn in_2_3_5_with_hidden_numbers() {
    walk(Dialect::V235, Groups::ByLid).await;
}

#[actix_web::test]
async fn in_2_3_5_with_visible_numbers() {
    walk(Dialect::V235, Groups::ByPhone).await;
}

#[actix_web::test]
async fn in_2_3_7_with_hidden_numbers() {
    walk(Dialect::V237, Groups::ByLid).await;
}

#[actix_web::test]
async fn in_2_3_7_with_visible_numbers() {
    walk(Dialect::V237, Groups::ByPhone).await;
}

async fn walk(dialect: Dialect, groups: Groups) {
    let fake = FakeEvolution::start().await;
    fake.speak(dialect);
    if matches!(groups, Groups::ByPhone) {
        fake.make_phone_groups();
    }
    let office = Office::open_with(fake, LineSettings::default()).await;
    let team = office.set_up().await;
    everything_is_there(&office, &team);

    let marta = office.fake.person("Marta Quiroga", "5493815550101", "401401401401401");
    let announced = a_case_is_announced(&office, &marta).await;
    exactly_one_gets_it(&office, &team, &announced).await;
    both_sides_talk(&office, &team.juan, &marta).await;
    commands_stay_inside(&office, &team.juan, &marta).await;
    the_case_ends(&office, &team.juan, &marta).await;

    assert_eq!(office.fake.settled().await, 0, "no webhook was given up");
    office.stop().await;
}

fn everything_is_there(office: &Office, team: &Team) {
    let mut names: Vec<String> = office.fake.groups().into_iter().map(|(_, name)| name).collect();
    names.sort();
    let expected = [
        "Chat soporte Carla N°1",
        "Chat soporte Carla N°2",
        "Chat soporte Juan N°1",
        "Chat soporte Juan N°2",
        SUPPORT,
        SUPERVISOR,
        SALES,
    ];
    let mut expected = expected.map(String::from);
    expected.sort();
    assert_eq!(names, expected);
    for subject in [SUPPORT, SALES] {
        let chat = office.chat(subject);
        assert_eq!(office.fake.members(&chat), ["Juan Pérez", "Carla Ibáñez"], "{subject}");
        assert!(
            office.fake.is_admin(&team.juan, &chat) && office.fake.is_admin(&team.carla, &chat)
        );
    }
    assert_eq!(office.fake.members(&office.chat("Chat soporte Carla N°2")), ["Carla Ibáñez"]);
}

async fn a_case_is_announced(office: &Office, marta: &Person) -> String {
    office.fake.dm(marta, "Hola, no tengo internet");
    let menu = office.hear(marta, "1. Soporte").await;
    assert!(menu.text.contains("¡Hola, Marta!"), "{}", menu.text);
    office.fake.dm(marta, "1");
    let announced = office.see(SUPPORT, "🎫 *Caso #1*").await;
    assert!(announced.text.contains("Marta Quiroga"), "{}", announced.text);
    assert!(announced.text.contains("«Hola, no tengo internet»"), "{}", announced.text);
    office.hear(marta, "tu caso es el #1").await;
    office.fake.dm(marta, "Desde anoche");
    announced.id
}

async fn exactly_one_gets_it(office: &Office, team: &Team, announced: &str) {
    let claim = office.say(&team.juan, SUPPORT, "mío", Some(announced));
    let told =
        office.see(SUPPORT, "✅ Caso #1 asignado a Juan Pérez → Chat soporte Juan N°1").await;
    assert_eq!(told.quoted, Some(claim), "the claim is quoted");
    let late = office.say(&team.carla, SUPPORT, "lo tomo yo", Some(announced));
    let told = office.see(SUPPORT, "El caso #1 ya lo tomó Juan Pérez").await;
    assert_eq!(told.quoted, Some(late), "the second claim is quoted");
    let again = office.say(&team.juan, SUPPORT, "mío mío", Some(announced));
    let told = office.see(SUPPORT, "El caso #1 ya es tuyo: seguilo en Chat soporte Juan N°1").await;
    assert_eq!(told.quoted, Some(again));
    office.see(JUAN_1, "*Caso #1 · Marta Quiroga*").await;
    office.see(JUAN_1, "Desde anoche").await;
    assert!(office.shown("Chat soporte Carla N°1").is_empty());
}

async fn both_sides_talk(office: &Office, juan: &Person, marta: &Person) {
    office.say(juan, JUAN_1, "Hola Marta, lo reviso", None);
    office.hear(marta, "Hola Marta, lo reviso").await;
    office.fake.dm(marta, "¡Gracias!");
    office.see(JUAN_1, "*Marta Quiroga:*\n¡Gracias!").await;
    let question = office.say(juan, JUAN_1, "¿Qué luces ves?", None);
    office.hear(marta, "¿Qué luces ves?").await;
    office.fake.dm(marta, "Una roja");
    office.fake.dm(marta, "y parpadea");
    office.see(JUAN_1, "y parpadea").await;
    // A quote in the slot is a message for the customer like any other.
    office.say(juan, JUAN_1, "Perdón, ¿cuál?", Some(&question));
    office.hear(marta, "Perdón, ¿cuál?").await;

    let relayed: Vec<String> = office
        .shown(JUAN_1)
        .into_iter()
        .filter_map(|sent| sent.text.lines().last().map(String::from))
        .filter(|last| !last.starts_with('_'))
        .collect();
    let said =
        ["Hola, no tengo internet", "1", "Desde anoche", "¡Gracias!", "Una roja", "y parpadea"];
    assert_eq!(relayed, said, "each of the customer's messages once, in order");
}

async fn commands_stay_inside(office: &Office, juan: &Person, marta: &Person) {
    office.say(juan, JUAN_1, "/info", None);
    office.see(JUAN_1, "Abierto ").await;
    office.say(juan, JUAN_1, "/cliente /reiniciá el router", None);
    office.hear(marta, "/reiniciá el router").await;
    office.say(juan, JUAN_1, " /borrar todo", None);
    office.see(JUAN_1, "No existe el comando «/borrar»").await;
    office.say(juan, JUAN_1, "/ayuda", None);
    office.see(JUAN_1, "*Qué podés escribir acá*").await;
    let heard: Vec<String> = office.heard(marta).into_iter().map(|sent| sent.text).collect();
    assert_eq!(
        heard[2..],
        ["Hola Marta, lo reviso", "¿Qué luces ves?", "Perdón, ¿cuál?", "/reiniciá el router"],
        "after the menu and the number of the case"
    );
}

async fn the_case_ends(office: &Office, juan: &Person, marta: &Person) {
    office.say(juan, JUAN_1, "/fin era el cable", None);
    office.see(JUAN_1, "✅ Caso #1 cerrado: «era el cable»").await;
    office.see(SUPPORT, "🏁 Caso #1 cerrado por Juan Pérez: «era el cable»").await;
    office.hear(marta, "Cerramos tu caso #1").await;
    office.say(juan, JUAN_1, "¿hola?", None);
    office.see(JUAN_1, "No hay un caso activo en este grupo").await;
    assert!(office.heard(marta).iter().all(|sent| sent.text != "¿hola?"));

    let page = office.ticket(1).unwrap();
    assert_eq!(page.ticket.close_reason.as_deref(), Some("era el cable"));
    assert_eq!(page.messages.len(), 10, "six of the customer's and four of the agent's");
}
