//! The pages about customers, over a running company.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use actix_web::http::StatusCode;
use relevo::domain::ids::{CustomerId, LineId, TicketNo};
use relevo::store::customer_pages;
use relevo::store::tickets;
use relevo::store::users::Role;

use crate::access::house::House;
use crate::engine::company::LINE;

const PAGE: &str = "/clientes/1/1";

/// Marta has written, and has a case that nobody has taken.
async fn filled() -> House {
    let house = House::open().await;
    house.company.set_up().await;
    house.company.write(house.company.customer("Marta Quiroga"), "no tengo internet, soporte");
    house.company.until("Marta is known", |company| known(company, 1)).await;
    house
}

fn known(company: &crate::engine::company::Company, id: i64) -> bool {
    let mut conn = company.app.database.readers().get().unwrap();
    customer_pages::find(&mut conn, LINE, CustomerId(id)).unwrap().is_some()
}

fn opened(company: &crate::engine::company::Company, no: i64) -> bool {
    let mut conn = company.app.database.readers().get().unwrap();
    tickets::head(&mut conn, LINE, TicketNo(no)).unwrap().is_some()
}

#[actix_web::test]
async fn customers_are_seen_tended_and_noted_by_those_who_may() {
    let house = filled().await;
    let admin = house.user("mariela", Role::Admin).await;
    let other = house.user("oscar", Role::Operator).await;
    let list = house.get(Some(&admin), "/clientes?q=marta").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.text().contains(PAGE), "{}", list.text());
    assert!(!house.get(Some(&other), "/clientes").await.text().contains(PAGE));
    // Whoever may not see somebody does not learn that they are there.
    for path in [PAGE, "/clientes/1/99", "/clientes/9/1"] {
        assert_eq!(house.get(Some(&other), path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(house.get(Some(&admin), "/clientes/9/1").await.status, StatusCode::NOT_FOUND);
    let fields = [("etiquetas", "VIP, <b>Fibra</b>,vip"), ("idioma", "pt")];
    assert_eq!(house.post(&admin, PAGE, &fields).await.status, StatusCode::SEE_OTHER);
    let note = [("texto", "<script>alert(1)</script> prefiere la tarde")];
    let answer = house.post(&admin, "/clientes/1/1/nota", &note).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let empty = house.post(&admin, "/clientes/1/1/nota", &[("texto", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = house.get(Some(&admin), PAGE).await.text();
    assert!(page.contains("prefiere la tarde") && page.contains("VIP"), "{page}");
    assert!(!page.contains("<script>alert") && !page.contains("<b>Fibra"));
    assert_eq!(house.post(&other, "/clientes/1/1/nota", &note).await.status, StatusCode::NOT_FOUND);
    let forbidden = house.post(&other, "/clientes/1/1/borrar", &[("prueba", "x")]).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    let tagged = house.get(Some(&admin), "/clientes?etiqueta=vip").await.text();
    assert!(tagged.contains(PAGE));
    // Too many tags, or too long a one: nothing is cut in silence.
    let many = (0..13).map(|n| format!("etiqueta {n}")).collect::<Vec<_>>().join(", ");
    for typed in [many.as_str(), "x".repeat(31).as_str()] {
        let answer = house.post(&admin, PAGE, &[("etiquetas", typed), ("idioma", "en")]).await;
        let html = answer.text();
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(html.contains("id=\"e-etiquetas\"") && html.contains(typed), "{html}");
    }
    assert!(house.get(Some(&admin), PAGE).await.text().contains("VIP"));
    // All that is kept, for whoever asks what a company knows of them.
    house.company.until("her case is there", |company| opened(company, 1)).await;
    let path = format!("{PAGE}/datos.json");
    assert_eq!(house.get(Some(&other), &path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.get(Some(&admin), "/clientes/1/99/datos.json").await.status, 404);
    let data = house.get(Some(&admin), &path).await;
    assert!(data.header("content-disposition").contains("relevo-1-cliente-1.json"));
    let data: serde_json::Value = serde_json::from_slice(&data.body).unwrap();
    assert_eq!(data["format"], "relevo-customer/1");
    assert_eq!(data["customer"]["language"], "pt");
    assert!(data["notes"][0]["text"].as_str().unwrap().contains("prefiere la tarde"), "{data}");
    let cases = data["cases"].as_array().unwrap();
    assert!(!cases.is_empty() && cases.iter().all(|case| case["customer"]["name"].is_string()));
    let numbers: Vec<i64> =
        cases.iter().map(|case| case["ticket"]["no"].as_i64().unwrap()).collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
    assert!(cases.iter().all(|case| !case["entries"].as_array().unwrap().is_empty()), "{data}");
    // The trail has the customer's number, not the name.
    let deeds = house.deeds();
    assert!(deeds.iter().any(|deed| deed.deed == "flash-customer-noted" && deed.subject == "1"));
    house.close().await;
}

#[actix_web::test]
async fn erasing_is_confirmed_by_the_number_and_waits_for_the_case_to_end() {
    let house = filled().await;
    let admin = house.user("mariela", Role::Admin).await;
    let proof = {
        let mut conn = house.company.app.database.readers().get().unwrap();
        let found = customer_pages::find(&mut conn, LINE, CustomerId(1)).unwrap().unwrap();
        found.customer.identity.phone.unwrap().digits().to_owned()
    };
    let path = "/clientes/1/1/borrar";
    let wrong = house.post(&admin, path, &[("prueba", "381")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = house.post(&admin, path, &[("prueba", &proof)]).await;
    assert_eq!(refused.header("location"), PAGE, "the case is open");
    assert!(known(&house.company, 1));
    house
        .company
        .until("a case to close", |company| {
            let mut conn = company.app.database.readers().get().unwrap();
            relevo::store::tickets::whose(&mut conn, LINE, TicketNo(1)).unwrap().is_some()
        })
        .await;
    let closed = house.post(&admin, "/tickets/1/cerrar", &[("linea", "1"), ("texto", "")]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    house
        .company
        .until("everything has left", |company| {
            let mut conn = company.app.database.readers().get().unwrap();
            let chat = format!("{proof}@s.whatsapp.net");
            let (line, id) = (LineId(1), CustomerId(1));
            !relevo::store::retention::has_letters(&mut conn, line, id, &chat).unwrap()
        })
        .await;
    let erased = house.post(&admin, path, &[("prueba", proof.as_str()), ("otra", "vez")]).await;
    assert_eq!(erased.header("location"), "/clientes?linea=1", "{}", erased.text());
    assert!(!known(&house.company, 1));
    assert_eq!(house.get(Some(&admin), PAGE).await.status, StatusCode::NOT_FOUND);
    let case = house.get(Some(&admin), "/tickets/1").await.text();
    assert!(case.contains("Cliente borrado") && !case.contains("Marta"), "{case}");
    // Who writes again is somebody new.
    let marta = house.company.customer("Marta Quiroga");
    house.company.write(marta, "hola de nuevo, soporte");
    house.company.until("somebody new", |company| known(company, 2)).await;
    house.close().await;
}

#[actix_web::test]
async fn keeping_for_a_shorter_time_is_confirmed_first() {
    let house = House::open().await;
    let admin = house.user("mariela", Role::Admin).await;
    let path = "/ajustes/datos";
    let form = [("linea", "1"), ("guardar", "dias"), ("dias", "30")];
    let odd = [("linea", "1"), ("guardar", "dias"), ("dias", "mucho")];
    for form in [odd.as_slice(), form.as_slice()] {
        let answer = house.post(&admin, path, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let sure = [form.as_slice(), &[("confirmo", "30")]].concat();
    let answer = house.post(&admin, path, &sure).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let line = house.company.app.engine.lines().remove(0);
    assert_eq!(line.settings.retention_days, 30);
    let longer = [("linea", "1"), ("guardar", "siempre")];
    assert_eq!(house.post(&admin, path, &longer).await.status, StatusCode::SEE_OTHER);
    house.close().await;
}

#[actix_web::test]
async fn what_is_old_is_forgotten_by_itself() {
    let house = filled().await;
    let admin = house.user("mariela", Role::Admin).await;
    house
        .company
        .until("a case to close", |company| {
            let mut conn = company.app.database.readers().get().unwrap();
            relevo::store::tickets::whose(&mut conn, LINE, TicketNo(1)).unwrap().is_some()
        })
        .await;
    house.post(&admin, "/tickets/1/cerrar", &[("linea", "1"), ("texto", "")]).await;
    let engine = &house.company.app.engine;
    engine.alter_settings(LINE, |settings| settings.retention_days = 10);
    assert_eq!(engine.sweep(LINE).await.unwrap(), None, "it is not old");
    house.company.later(11 * 86_400_000);
    house
        .company
        .until("everything has left", |company| {
            let mut conn = company.app.database.readers().get().unwrap();
            relevo::store::outbox::counts(&mut conn, LINE).unwrap().0 == 0
        })
        .await;
    let done = engine.sweep(LINE).await.unwrap();
    assert!(done.is_some());
    assert!(!known(&house.company, 1), "nothing newer is left of her");
    assert_eq!(engine.sweep(LINE).await.unwrap(), None, "done once");
    // After so long nobody is signed in any more.
    let admin = house.sign_in(admin.id).await;
    let page = house.get(Some(&admin), "/ajustes/datos").await.text();
    assert!(page.contains("Se borró lo de los casos"), "{page}");
    house.close().await;
}
