//! The menu's page, cases opened in the panel, and blocked customers, against a running line.

use actix_web::http::StatusCode;
use relevo::domain::ids::CustomerId;
use relevo::store::users::Role;

use super::house::House;
use crate::engine::company::LINE;

const MENU: [(&str, &str); 10] = [
    ("linea", "1"),
    ("accion", "guardar"),
    ("o-n", "2"),
    ("o-1-texto", "Internet"),
    ("o-1-sector", "support"),
    ("o-1-n", "2"),
    ("o-1-1-texto", "Wifi"),
    ("o-1-2-texto", "Cable"),
    ("o-2-texto", "Ventas"),
    ("o-2-sector", "sales"),
];

#[actix_web::test]
async fn a_menu_that_was_set_on_its_page_is_what_customers_choose_from() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    house.company.set_up().await;
    let wrong: Vec<_> = MENU
        .iter()
        .map(|(name, value)| (*name, if *name == "o-2-texto" { "" } else { value }))
        .collect();
    let refused = house.post(&admin, "/ajustes/menu", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Falta el texto") && refused.text().contains("Cable"));
    assert_eq!(house.post(&admin, "/ajustes/menu", &MENU).await.status, StatusCode::SEE_OTHER);
    let marta = house.company.customer("Marta Quiroga");
    house.company.write(marta, "Hola");
    house.company.hear(marta, "1. Internet\n2. Ventas").await;
    house.company.write(marta, "la primera");
    house.company.hear(marta, "2. Cable\n0. Volver").await;
    house.company.write(marta, "waifi no, cable");
    house.company.see("Soporte", "#1").await;
    let house = house.restart().await;
    let settings = house.company.app.engine.run(LINE).unwrap().house.settings();
    assert_eq!(settings.menu.options[0].options.len(), 2);
    house.close().await;
}

#[actix_web::test]
async fn a_supervisor_opens_a_case_for_a_customer_who_has_none() {
    let house = House::open().await;
    let mariela = house.user("mariela", Role::Supervisor).await;
    house.company.set_up().await;
    let marta = house.company.customer("Marta Quiroga");
    let number = house.company.sim.phone(marta).unwrap().phone;
    let open = |number: String| {
        let (house, mariela) = (&house, &mariela);
        async move {
            let fields = [
                ("linea", "1"),
                ("telefono", number.as_str()),
                ("sector", "sales"),
                ("texto", "Pidió precio por teléfono"),
                ("avisar", "1"),
            ];
            house.post(mariela, "/tickets/nuevo", &fields).await
        }
    };
    assert_eq!(open("12".into()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let opened = open(number.clone()).await;
    assert_eq!(
        (opened.status, opened.header("location")),
        (StatusCode::SEE_OTHER, "/tickets/1?linea=1")
    );
    house.company.see("Ventas", "Pidió precio por teléfono").await;
    house.company.hear(marta, "Abrimos tu caso #1 en Ventas").await;
    let again = open(number.replace(' ', "-")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("/tickets/1?linea=1"), "{}", again.text());
    house.close().await;
}

#[actix_web::test]
async fn a_blocked_customer_is_heard_by_nobody_also_after_a_restart() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    house.company.set_up().await;
    let rules = [("linea", "1"), ("horas", "12"), ("mensajes", "30")];
    let kept = house.post(&admin, "/ajustes/menu/reglas", &rules).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let marta = house.company.customer("Marta Quiroga");
    house.company.write(marta, "soporte");
    house.company.see("Soporte", "#1").await;
    let engine = &house.company.app.engine;
    let block = |blocked| engine.block_customer(LINE, CustomerId(1), blocked, "Mariela", None);
    block(true).await.unwrap();
    house.company.see("Soporte", "🏁 Caso #1").await;
    let house = house.restart().await;
    let heard = house.company.direct(marta).len();
    house.company.write(marta, "¿hola?");
    let hugo = house.company.customer("Hugo Barrionuevo");
    house.company.write(hugo, "ventas");
    house.company.see("Ventas", "#2").await;
    assert_eq!(house.company.direct(marta).len(), heard + 1, "only what Marta wrote");
    let engine = &house.company.app.engine;
    engine.block_customer(LINE, CustomerId(1), false, "Mariela", None).await.unwrap();
    house.company.write(marta, "soporte por favor");
    house.company.see("Soporte", "#3").await;
    house.close().await;
}
