//! The engine with everything real but WhatsApp: actors, journal, outbox, a database in a folder.

pub mod company;

use actix::{Handler, Message};
use relevo::domain::slot::Slot;
use relevo::engine::actor::Shell;
use relevo::gateway::simulator::Author;

use company::{Company, LINE, lines};

const SUPPORT: &str = "Soporte";
const JUAN_1: &str = "Chat soporte Juan N°1";

#[actix_web::test]
async fn a_case_goes_from_the_first_message_to_fin() {
    let company = Company::open().await;
    let [juan, carla] = company.set_up().await;
    let marta = company.customer("Marta Quiroga");

    company.write(marta, "Hola, no tengo internet");
    company.hear(marta, "1").await;
    company.write(marta, "1");
    let announced = company.see(SUPPORT, "#1").await;
    company.write(marta, "Desde anoche");

    company.write_in(SUPPORT, juan, "mío", Some(&announced.id));
    company.see(SUPPORT, "✅ Caso #1 asignado a Juan Pérez → Chat soporte Juan N°1").await;
    company.write_in(SUPPORT, carla, "lo tomo yo", Some(&announced.id));
    company.see(SUPPORT, "Juan Pérez").await;

    company.until("the backlog in the slot", |c| c.find(JUAN_1, "Desde anoche").is_some()).await;
    company.write_in(JUAN_1, juan, "Hola Marta, lo reviso", None);
    company.hear(marta, "Hola Marta, lo reviso").await;
    company.write(marta, "Gracias!");
    company.see(JUAN_1, "Gracias!").await;
    company.write_in(JUAN_1, juan, "/info", None);
    company.see(JUAN_1, "381 555").await;
    company.write_in(JUAN_1, juan, "/cliente /reiniciá el router", None);
    company.hear(marta, "/reiniciá el router").await;
    company.write_in(JUAN_1, juan, " /borrar todo", None);
    company.see(JUAN_1, "borrar").await;
    company.write_in(JUAN_1, juan, "/fin era el cable", None);
    company.see(JUAN_1, "era el cable").await;
    company.write_in(JUAN_1, juan, "hola?", None);
    company.see(JUAN_1, "No hay un caso activo en este grupo").await;

    let said: Vec<String> = company
        .direct(marta)
        .into_iter()
        .filter(|r| r.by == Author::Line)
        .map(|r| r.text)
        .collect();
    assert!(
        said.iter()
            .all(|text| !text.contains("/info") && !text.contains("borrar") && text != "hola?"),
        "{said:?}"
    );
    let relayed: Vec<String> = company
        .rows(JUAN_1)
        .into_iter()
        .filter(|row| row.by == Author::Line)
        .map(|row| row.text)
        .filter(|text| {
            ["Hola, no tengo internet", "1", "Desde anoche", "Gracias!"]
                .iter()
                .any(|said| text.lines().last() == Some(said))
        })
        .collect();
    assert_eq!(
        relayed.len(),
        4,
        "each of the customer's messages once:\n{}",
        lines(&company.rows(JUAN_1))
    );
    company.app.stop().await;
}

#[actix_web::test]
async fn a_ticket_that_nobody_takes_is_escalated_once() {
    let company = Company::open().await;
    company.set_up().await;
    let hugo = company.customer("Hugo Barrionuevo");
    company.write(hugo, "ventas");
    company.see("Ventas", "#1").await;
    company.later(5 * 60_000);
    company.see("Supervisión", "#1").await;
    company.later(60_000);
    company.until("a quiet line", |c| c.app.engine.waiting() == 0).await;
    let alerts = company.rows("Supervisión").iter().filter(|row| row.text.contains("#1")).count();
    assert_eq!(alerts, 1, "{}", lines(&company.rows("Supervisión")));
    company.app.stop().await;
}

#[actix_web::test]
async fn a_restart_in_the_middle_goes_on_where_it_was() {
    let company = Company::open().await;
    let [juan, _] = company.set_up().await;
    let marta = company.customer("Marta Quiroga");
    company.write(marta, "soporte por favor");
    let announced = company.see(SUPPORT, "#1").await;
    let company = company.restart().await;
    company.write(marta, "sigo esperando");
    company.write_in(SUPPORT, juan, "mío", Some(&announced.id));
    company.see(JUAN_1, "sigo esperando").await;
    let company = company.restart().await;
    company.write_in(JUAN_1, juan, "Acá estoy", None);
    company.hear(marta, "Acá estoy").await;
    assert_eq!(company.sim.network().tally().repeated, 0, "nothing was sent twice");
    company.app.stop().await;
}

/// Makes a slot panic in the middle of its work.
struct Explode;

impl Message for Explode {
    type Result = ();
}

impl Handler<Explode> for Shell<Slot> {
    type Result = ();

    fn handle(&mut self, _: Explode, _: &mut Self::Context) {
        panic!("exploding on purpose");
    }
}

#[actix_web::test]
async fn a_panic_in_one_owner_is_healed_from_the_store() {
    let company = Company::open().await;
    let [juan, _] = company.set_up().await;
    let marta = company.customer("Marta Quiroga");
    company.write(marta, "soporte");
    let announced = company.see(SUPPORT, "#1").await;
    company.write_in(SUPPORT, juan, "mío", Some(&announced.id));
    company.see(JUAN_1, "#1").await;

    let run = company.app.engine.run(LINE).unwrap();
    run.house
        .directory
        .slot(relevo::domain::ids::SlotId(101), &run.house)
        .unwrap()
        .do_send(Explode);
    company.write(marta, "¿siguen ahí?");
    company.see(JUAN_1, "¿siguen ahí?").await;
    company
        .until("a new epoch", |c| c.app.engine.run(LINE).is_some_and(|run| run.house.epoch > 1))
        .await;
    company.write_in(JUAN_1, juan, "Sí, seguimos", None);
    company.hear(marta, "Sí, seguimos").await;
    company.app.stop().await;
}

#[actix_web::test]
async fn what_cannot_be_stored_is_not_acknowledged_and_comes_again() {
    use diesel::Connection;
    use diesel::connection::SimpleConnection;

    let company = Company::open().await;
    let [juan, _] = company.set_up().await;
    let marta = company.customer("Marta Quiroga");
    let file = company.database_file();
    let rename = |from: &str, to: &str| {
        let mut conn = diesel::SqliteConnection::establish(file.to_str().unwrap()).unwrap();
        conn.batch_execute(&format!("PRAGMA busy_timeout=5000; ALTER TABLE {from} RENAME TO {to}"))
            .unwrap();
    };
    rename("tickets", "hidden");
    company.write(marta, "soporte, urgente");
    company
        .until("the line broke", |c| c.app.engine.run(LINE).is_none_or(|run| run.house.epoch > 1))
        .await;
    assert!(company.find(SUPPORT, "#1").is_none(), "nothing left the house");
    rename("hidden", "tickets");
    let announced = company.see(SUPPORT, "#1").await;
    company.write_in(SUPPORT, juan, "mío", Some(&announced.id));
    company.see(JUAN_1, "soporte, urgente").await;
    company.app.stop().await;
}
