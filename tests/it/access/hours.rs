//! Hours, shifts and ways to give cases out, as they are set in the panel and felt on WhatsApp.

use actix_web::http::StatusCode;
use relevo::domain::ids::{AgentId, GroupId};
use relevo::domain::phone::Phone;
use relevo::domain::rules::GroupRules;
use relevo::gateway::simulator::Author;
use relevo::store::users::Role;

use super::house::{House, Person};
use crate::engine::company::LINE;

const SUPPORT: &str = "Soporte";
const JUAN_1: &str = "Chat soporte Juan N°1";
const HOUR: i64 = 3_600_000;
const DAYS: [&str; 7] = ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"];

/// An hour of the day, so many hours from now, on the clocks of UTC.
fn from_now(house: &House, hours: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(house.panel.now().0 + hours * HOUR).unwrap();
    let at = at.to_zoned(jiff::tz::TimeZone::UTC);
    format!("{}:{:02}", at.hour(), at.minute())
}

async fn sets(
    house: &House,
    admin: &Person,
    page: &str,
    hours: &str,
    more: &[(&str, &str)],
) -> StatusCode {
    let mut fields = vec![("linea", "1"), ("accion", "guardar"), ("zona", "UTC")];
    fields.extend(DAYS.map(|day| (day, hours)));
    fields.extend(more);
    house.post(admin, page, &fields).await.status
}

#[actix_web::test]
async fn at_night_a_customer_is_told_once_also_over_a_restart_and_agents_off_shift_are_turned_down()
{
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    let [juan, _] = house.company.set_up().await;
    let later = format!("{}-{}", from_now(&house, 6), from_now(&house, 8));
    assert_eq!(sets(&house, &admin, "/ajustes/horarios", &later, &[]).await, StatusCode::SEE_OTHER);
    let page = house.get(Some(&admin), "/ajustes/horarios").await.text();
    assert!(page.contains("Ahora: cerrado, abre"), "{page}");
    assert_eq!(
        sets(&house, &admin, "/ajustes/horarios/agentes/1", &later, &[]).await,
        StatusCode::SEE_OTHER
    );
    let agents = house.get(Some(&admin), "/agentes").await.text();
    assert!(agents.contains("Fuera de turno hasta"), "{agents}");

    let marta = house.company.customer("Marta Quiroga");
    house.company.write(marta, "soporte, no tengo internet");
    house.company.hear(marta, "Ahora estamos fuera de horario").await;
    let announced = house.company.see(SUPPORT, "#1").await;
    house.company.write_in(SUPPORT, juan, "mío", Some(&announced.id));
    house.company.see(SUPPORT, "ahora estás fuera de turno").await;

    let house = house.restart().await;
    house.company.write(marta, "¿hola?");
    let hugo = house.company.customer("Hugo Barrionuevo");
    house.company.write(hugo, "soporte, no anda");
    house.company.hear(hugo, "Ahora estamos fuera de horario").await;
    let told = house
        .company
        .direct(marta)
        .into_iter()
        .filter(|row| row.by == Author::Line && row.text.contains("fuera de horario"));
    assert_eq!(told.count(), 1, "once a night");
    house.close().await;
}

#[actix_web::test]
async fn a_group_that_gives_its_cases_out_puts_them_into_a_personal_group_or_offers_them() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    let [_, carla] = house.company.set_up().await;
    let group = "/ajustes/horarios/grupos/1";
    let given = [("entrega", "auto"), ("aceptar", "0")];
    assert_eq!(sets(&house, &admin, group, "", &given).await, StatusCode::SEE_OTHER);
    let marta = house.company.customer("Marta Quiroga");
    house.company.write(marta, "soporte, no tengo internet");
    house.company.see(JUAN_1, "Marta Quiroga").await;

    let offered = [("entrega", "auto"), ("aceptar", "60")];
    assert_eq!(sets(&house, &admin, group, "", &offered).await, StatusCode::SEE_OTHER);
    let hugo = house.company.customer("Hugo Barrionuevo");
    house.company.write(hugo, "soporte, no anda");
    let announced = house.company.see(SUPPORT, "Para Carla").await;
    house.company.write_in(SUPPORT, carla, "acepto", Some(&announced.id));
    house.company.see("Chat soporte Carla N°1", "Hugo Barrionuevo").await;
    house.close().await;
}

#[actix_web::test]
async fn what_cannot_be_used_is_told_at_its_field_and_pages_stay_light_with_many_agents() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    house.company.set_up().await;
    let fields = [
        ("linea", "1"),
        ("lunes", "9-9"),
        ("martes", "<b>ocho</b>"),
        ("zona", "Luna/Mar"),
        ("feriado", "\u{202e}|1|x"),
        ("fecha", "ayer"),
        ("palabras", "factura, \u{202e}"),
        ("aceptar", "-5"),
    ];
    for page in [
        "/ajustes/horarios",
        "/ajustes/horarios/grupos/1",
        &format!("/ajustes/horarios/agentes/{}", AgentId(1)),
    ] {
        let answer = house.post(&admin, page, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
        let html = answer.text();
        assert!(html.contains("Empieza y termina a la misma hora"), "{page}: {html}");
        assert!(html.contains("&#60;b&#62;ocho"), "{page}: what was typed is kept");
        let copied = [("linea", "1"), ("lunes", "8 a 12"), ("accion", "copiar")];
        let answer = house.post(&admin, page, &copied).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert_eq!(answer.text().matches("value=\"8 a 12\"").count(), 5, "{page}");
    }
    let odd = [("linea", "1"), ("margen", "mucho"), ("reparto", "x"), ("fin", "offer")];
    let answer = house.post(&admin, "/ajustes/horarios/reglas", &odd).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for missing in ["/ajustes/horarios/grupos/3", "/ajustes/horarios/grupos/77"] {
        assert_eq!(house.get(Some(&admin), missing).await.status, StatusCode::NOT_FOUND);
    }
    for number in 0..20 {
        let phone = Phone::parse(&format!("38155570{number:02}"), "AR").unwrap();
        let name = format!("Agente Número {number}");
        house.company.app.engine.add_agent(LINE, name, phone, true, 0, Vec::new()).await.unwrap();
    }
    for page in ["/ajustes/horarios", "/ajustes/horarios/grupos/1", "/ajustes/horarios/agentes/1"] {
        let answer = house.get(Some(&admin), page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert!(answer.body.len() < 100_000, "{page}: {} bytes", answer.body.len());
    }
    let rules = [("linea", "1"), ("margen", "5"), ("fin", "offer"), ("reparto", "turns")];
    let answer = house.post(&admin, "/ajustes/horarios/reglas", &rules).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let set = house.company.app.engine.lines()[0].settings.shifts.clone();
    assert_eq!((set.grace_ms, set.move_pending), (300_000, false));
    house.close().await;
}

#[actix_web::test]
async fn a_main_group_has_rules_of_its_own_and_they_hold_at_once() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    house.company.set_up().await;
    let page = "/ajustes/grupos/1/reglas";
    let typed = [("linea", "1"), ("reaccion", "si"), ("silencio", "48"), ("cierre", "3")];
    let answer = house.post(&admin, page, &typed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let set = |group| house.company.app.engine.lines()[0].settings.rules.group(GroupId(group));
    let own = GroupRules {
        claim_by_reaction: true,
        silence_ms: Some(48 * HOUR),
        silence_close_ms: Some(3 * HOUR),
        ..GroupRules::default()
    };
    assert_eq!((set(1), set(2)), (own.clone(), GroupRules::default()));
    let shown = house.get(Some(&admin), page).await.text();
    for part in ["value=\"48\"", "value=\"3\"", " checked"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let odd = [("linea", "1"), ("silencio", "<b>"), ("cierre", "0")];
    let answer = house.post(&admin, page, &odd).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("&#60;b&#62;"), "what was typed is kept");
    assert_eq!(set(1), own, "nothing of it is taken");
    house.close().await;
}
