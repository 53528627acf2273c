//! Who may do what, and what happens by itself.

use super::office::{Office, SALES, SUPERVISOR, SUPPORT};
use crate::evolution::fake::Person;

const JUAN_1: &str = "Chat soporte Juan N°1";
const MINUTE: i64 = 60_000;

#[actix_web::test]
async fn a_ticket_that_nobody_takes_is_escalated_once() {
    let office = Office::open().await;
    let team = office.set_up().await;
    let hugo = customer(&office);
    office.fake.dm(&hugo, "quiero comprar");
    let announced = office.see(SALES, "🎫 *Caso #1*").await;
    office.later(5 * MINUTE);
    let alert = office.see(SUPERVISOR, "#1").await;
    assert!(alert.text.contains("Hugo Barrionuevo"), "{}", alert.text);
    assert!(alert.text.contains("Juan Pérez (2 grupos libres)"), "{}", alert.text);
    office.see(SALES, "nadie lo tomó").await;
    office.later(MINUTE);
    office.say(&team.carla, SALES, "mío", Some(&announced.id));
    office.see(SALES, "✅ Caso #1 asignado a Carla Ibáñez").await;
    assert_eq!(office.shown(SUPERVISOR).len(), 1, "one alert");
    office.stop().await;
}

#[actix_web::test]
async fn only_agents_take_cases_and_only_they_reach_the_customer() {
    let office = Office::open().await;
    let team = office.set_up().await;
    let hugo = customer(&office);
    let stranger = office.fake.person("Un Extraño", "5493815559999", "909909909909909");
    office.fake.dm(&hugo, "soporte");
    let announced = office.see(SUPPORT, "🎫 *Caso #1*").await;
    office.say(&stranger, SUPPORT, "mío", Some(&announced.id));
    office.see(SUPPORT, "Solo los agentes de esta línea").await;
    office.say(&team.juan, SUPPORT, "esto no cita nada", None);
    office.say(&team.juan, SUPPORT, "mío", Some(&announced.id));
    office.see(JUAN_1, "*Caso #1").await;

    office.say(&stranger, JUAN_1, "no le hagas caso", None);
    office.say(&stranger, JUAN_1, "/fin", None);
    office.say(&stranger, JUAN_1, "/cliente dame tu clave", None);
    // Another agent of the line may help.
    office.say(&team.carla, JUAN_1, "soy Carla, te ayudo", None);
    office.hear(&hugo, "soy Carla, te ayudo").await;
    office.say(&team.juan, JUAN_1, "y yo", None);
    office.hear(&hugo, "y yo").await;
    let heard: Vec<String> = office.heard(&hugo).into_iter().map(|sent| sent.text).collect();
    assert_eq!(heard[1..], ["soy Carla, te ayudo", "y yo"], "after the number of the case");
    assert!(office.ticket(1).unwrap().ticket.closed_at.is_none());
    office.stop().await;
}

#[actix_web::test]
async fn who_is_not_registered_is_asked_and_the_ticket_stays_free() {
    let office = Office::open().await;
    let juan = office.fake.person("Juan Pérez", "5493815551234", "301301301301301");
    office.create_groups(&juan).await;
    office.add_agent(&juan).await;
    office.until("all steps done", |office| office.jobs().is_empty()).await;
    let hugo = customer(&office);
    office.fake.dm(&hugo, "soporte");
    let announced = office.see(SUPPORT, "🎫 *Caso #1*").await;
    office.say(&juan, SUPPORT, "mío", Some(&announced.id));
    office.see(SUPPORT, "te falta registrarte").await;
    // LISTO from somebody else's number is not his.
    let other = office.fake.person("Pedro", "5493815554444", "304304304304304");
    let asked = office.see(SUPPORT, "👋 Juan Pérez").await;
    office.say(&other, SUPPORT, "listo", Some(&asked.id));
    office.see(SUPPORT, "no es el de Juan Pérez").await;
    office.register(&juan, SUPPORT).await;
    office.say(&juan, SUPPORT, "ahora sí", Some(&announced.id));
    office.see(SUPPORT, "✅ Caso #1 asignado a Juan Pérez").await;
    office.stop().await;
}

#[actix_web::test]
async fn who_has_all_groups_busy_is_told_and_the_ticket_stays_free() {
    let office = Office::open().await;
    let team = office.set_up().await;
    for (at, digits) in ["01", "02", "03"].iter().enumerate() {
        let name = format!("Cliente {digits}");
        let phone = format!("54938155600{digits}");
        let customer = office.fake.person(&name, &phone, &format!("5005005005005{digits}"));
        office.fake.dm(&customer, "soporte");
        let announced = office.see(SUPPORT, &format!("🎫 *Caso #{}*", at + 1)).await;
        office.say(&team.juan, SUPPORT, "mío", Some(&announced.id));
        if at < 2 {
            office.see(&format!("Chat soporte Juan N°{}", at + 1), "*Caso #").await;
        }
    }
    let told = office.see(SUPPORT, "Todos los grupos del agente están ocupados").await;
    assert!(told.text.contains("caso #1") && told.text.contains("caso #2"), "{}", told.text);
    assert!(office.ticket(3).unwrap().ticket.agent.is_none());
    office.stop().await;
}

#[actix_web::test]
async fn an_agents_own_chat_and_other_peoples_groups_are_no_customers() {
    let office = Office::open().await;
    let team = office.set_up().await;
    let hugo = customer(&office);
    let family = office.fake.group("La familia", &[&hugo]);
    office.fake.group_say(&hugo, &family, "soporte", None);
    office.fake.dm(&team.juan, "soporte");
    office.fake.type_on_phone(&hugo, "soporte, escrito en el teléfono de la línea");
    office.fake.settled().await;
    office.fake.dm(&hugo, "soporte");
    office.see(SUPPORT, "🎫 *Caso #1*").await;
    assert!(office.ticket(2).is_none());
    // Once a day he is told where to write.
    office.hear(&team.juan, "Este número es para clientes").await;
    office.fake.dm(&team.juan, "¿hola?");
    office.fake.settled().await;
    office.say(&team.juan, SUPPORT, "/ayuda", None);
    office.see(SUPPORT, "Cómo tomar un caso").await;
    assert_eq!(office.heard(&team.juan).len(), 1);
    assert!(office.ticket(2).is_none());
    office.stop().await;
}

#[actix_web::test]
async fn an_agent_is_told_what_never_reached_the_customer() {
    let office = Office::open().await;
    let team = office.set_up().await;
    let hugo = customer(&office);
    office.fake.dm(&hugo, "soporte");
    let announced = office.see(SUPPORT, "🎫 *Caso #1*").await;
    office.say(&team.juan, SUPPORT, "mío", Some(&announced.id));
    office.see(JUAN_1, "*Caso #1").await;
    office.hear(&hugo, "tu caso es el #1").await;
    office.fake.leave_whatsapp(&hugo);
    office.say(&team.juan, JUAN_1, "¿Hola, Hugo?", None);
    let told = office.see(JUAN_1, "❌ No le llegó al cliente: «¿Hola, Hugo?»").await;
    assert!(told.text.contains("Ese número no está en WhatsApp"), "{}", told.text);
    // The case is still the agent's to close.
    office.say(&team.juan, JUAN_1, "/fin ya no tiene WhatsApp", None);
    office.see(JUAN_1, "✅ Caso #1 cerrado").await;
    office.stop().await;
}

fn customer(office: &Office) -> Person {
    office.fake.person("Hugo Barrionuevo", "5493815550202", "402402402402402")
}
