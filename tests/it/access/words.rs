//! A company's own texts, canned replies and settings, as they reach WhatsApp.

use actix_web::http::StatusCode;
use relevo::domain::settings::IntakeMode;
use relevo::gateway::simulator::Author;
use relevo::store::users::Role;

use super::house::{House, Person};
use crate::engine::company::LINE;

const SUPPORT: &str = "Soporte";
const JUAN_1: &str = "Chat soporte Juan N°1";

async fn keeps_text(house: &House, admin: &Person, key: &str, text: &str) -> StatusCode {
    let fields = [("linea", "1"), ("texto", text), ("accion", "guardar")];
    house.post(admin, &format!("/ajustes/mensajes/{key}"), &fields).await.status
}

#[actix_web::test]
async fn a_text_of_the_company_s_own_is_sent_at_once_after_a_restart_and_no_more_after_a_reset() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    let company = &house.company;
    let [juan, _] = company.set_up().await;
    let marta = company.customer("Marta Quiroga");
    let hello = "Buenas, { $name }: acá *{ $company }*";
    assert_eq!(keeps_text(&house, &admin, "menu-hello-name", hello).await, StatusCode::SEE_OTHER);
    let title = "🎫 *#{ $ticket }* espera en { $department }";
    assert_eq!(
        keeps_text(&house, &admin, "announcement-title", title).await,
        StatusCode::SEE_OTHER
    );
    company.write(marta, "Hola, no tengo internet");
    company.hear(marta, "Buenas, Marta: acá *Mi empresa*").await;
    company.write(marta, "1");
    let announced = company.see(SUPPORT, "🎫 *#1* espera en Soporte").await;
    // It is known as what it is by its place, not by its words.
    company.write_in(SUPPORT, juan, "mío", Some(&announced.id));
    company.see(SUPPORT, "✅ Caso #1 asignado a Juan Pérez").await;

    for (text, why) in [
        ("Caso de { $department }", "Falta ticket"),
        ("🎫 *#{ $ticket }* { $nada }", "Renglón 1, letra 20"),
        ("🎫 *#{ $ticket }* {", "Renglón 1"),
        ("Caso { $ticket }", "un cliente podría imitar este mensaje"),
    ] {
        let fields = [("linea", "1"), ("texto", text), ("accion", "guardar")];
        let refused = house.post(&admin, "/ajustes/mensajes/announcement-title", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(refused.text().contains(why), "{text}: {}", refused.text());
    }
    let seen = [("linea", "1"), ("texto", "🎫 Va #{ $ticket }, <b>ya</b>"), ("accion", "ver")];
    let seen = house.post(&admin, "/ajustes/mensajes/announcement-title", &seen).await;
    assert!(seen.text().contains("🎫 Va #1042, &#60;b&#62;ya"), "{}", seen.text());

    let house = house.restart().await;
    let admin = house.sign_in(admin.id).await;
    let company = &house.company;
    let hugo = company.customer("Hugo Barrionuevo");
    company.write(hugo, "Hola");
    company.hear(hugo, "Buenas, Hugo: acá *Mi empresa*").await;
    let reset = [("linea", "1"), ("accion", "restablecer")];
    house.post(&admin, "/ajustes/mensajes/menu-hello-name", &reset).await;
    let ana = company.customer("Ana Luz Medina");
    company.write(ana, "Hola");
    company.hear(ana, "¡Hola, Ana! Gracias por escribir a Mi empresa").await;
    house.close().await;
}

#[actix_web::test]
async fn a_canned_reply_goes_to_the_customer_once_and_near_names_are_offered() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    let company = &house.company;
    let [juan, _] = company.set_up().await;
    let marta = company.customer("Marta Quiroga");
    company.write(marta, "Hola, no tengo internet");
    company.hear(marta, "1").await;
    company.write(marta, "1");
    let announced = company.see(SUPPORT, "#1").await;
    company.write_in(SUPPORT, juan, "mío", Some(&announced.id));
    company.see(JUAN_1, "Lo que escribas acá").await;

    company.write_in(JUAN_1, juan, "/r", None);
    company.see(JUAN_1, "Todavía no hay respuestas rápidas").await;
    let text = "Hola {nombre}, soy {agente} de {empresa}: el caso #{caso} va en camino";
    let fields = [("linea", "1"), ("clave", "Demóra"), ("texto", text), ("accion", "guardar")];
    assert_eq!(
        house.post(&admin, "/ajustes/respuestas", &fields).await.status,
        StatusCode::SEE_OTHER
    );
    company.write_in(JUAN_1, juan, "/r demor", None);
    company.see(JUAN_1, "¿Era una de estas? /r demora").await;
    company.write_in(JUAN_1, juan, "/r xyzxyz", None);
    company.see(JUAN_1, "Escribí /r para ver las que hay").await;
    company.write_in(JUAN_1, juan, "/r", None);
    company.see(JUAN_1, "*/r demora*: Hola {nombre}").await;
    company.write_in(JUAN_1, juan, "/R DEMORA", None);
    let said = "Hola Marta Quiroga, soy Juan Pérez de Mi empresa: el caso #1 va en camino";
    company.hear(marta, said).await;
    company.write_in(JUAN_1, juan, "¿Algo más?", None);
    company.hear(marta, "¿Algo más?").await;
    let heard: Vec<String> = company
        .direct(marta)
        .into_iter()
        .filter(|row| row.by == Author::Line)
        .map(|row| row.text)
        .collect();
    assert_eq!(heard.iter().filter(|text| text.contains("va en camino")).count(), 1, "{heard:?}");
    assert!(!heard.iter().any(|text| text.contains("/r") || text.contains("demor")), "{heard:?}");

    let renamed = [
        ("linea", "1"),
        ("antes", "demora"),
        ("clave", "camino"),
        ("texto", "Ya casi"),
        ("accion", "guardar"),
    ];
    assert_eq!(
        house.post(&admin, "/ajustes/respuestas", &renamed).await.status,
        StatusCode::SEE_OTHER
    );
    company.write_in(JUAN_1, juan, "/r camino", None);
    company.hear(marta, "Ya casi").await;
    let dropped = [("linea", "1"), ("clave", "camino")];
    house.post(&admin, "/ajustes/respuestas/eliminar", &dropped).await;
    let list = house.get(Some(&admin), "/ajustes/respuestas").await.text();
    assert!(list.contains("Todavía no hay respuestas rápidas"));
    let house = house.restart().await;
    assert!(house.company.app.engine.lines()[0].settings.words.replies.is_empty());
    house.close().await;
}

#[actix_web::test]
async fn the_company_s_settings_count_at_once() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    house.company.set_up().await;
    let change = |company: &'static str, zone: &'static str, intake: &'static str| {
        let (house, admin) = (&house, &admin);
        async move {
            let fields = [
                ("linea", "1"),
                ("empresa", company),
                ("pais", "UY"),
                ("zona", zone),
                ("idioma", "es"),
                ("ingreso", intake),
                ("sector", "sales"),
            ];
            house.post(admin, "/ajustes/general", &fields).await
        }
    };
    let refused = change("", "Luna/Norte", "menu").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Luna/Norte") && refused.text().contains("Falta el nombre"));
    change("Fibra del Valle", "America/Montevideo", "menu").await;
    let marta = house.company.customer("Marta Quiroga");
    house.company.write(marta, "Hola");
    house.company.hear(marta, "Gracias por escribir a Fibra del Valle").await;
    change("Fibra del Valle", "America/Montevideo", "directo").await;
    let hugo = house.company.customer("Hugo Barrionuevo");
    house.company.write(hugo, "Quiero contratar");
    house.company.see("Ventas", "#1").await;
    let settings = house.company.app.engine.lines()[0].settings.clone();
    assert_eq!((settings.country.as_str(), settings.intake), ("UY", IntakeMode::Direct));
    assert!(settings.own.phone.is_some(), "what the line learnt stays");
    let house = house.restart().await;
    let settings = house.company.app.engine.run(LINE).unwrap().house.settings();
    assert_eq!(
        (settings.company.as_str(), settings.time_zone.as_str()),
        ("Fibra del Valle", "America/Montevideo")
    );
    house.close().await;
}
