//! The simulation's clock put ahead: the panel stays open, a restart keeps it, a real line sets it right.

use relevo::store::users::Role;

use super::panel::{Office, form};
use crate::evolution::fake::FakeEvolution;

const HOUR_MS: i64 = 3_600_000;

async fn leap(office: &Office, by: &str) -> String {
    office.post("/simulador/reloj", &form(&[("linea", "1"), ("cuanto", by)])).await.flash
}

#[actix_web::test]
async fn whoever_acts_on_cases_puts_it_ahead_and_it_stays_so_after_a_restart() {
    let office = Office::open(Role::Supervisor).await;
    let page = office.get("/simulador").await.text;
    assert!(page.contains("Va con la hora real") && page.contains("value=\"manana\""), "{page}");
    assert_eq!(leap(&office, "1h").await, "flash-fast-forward");
    assert_eq!(office.app.engine.clock().ahead_ms(), HOUR_MS);
    // The session lasts an hour, and goes on: it counts the time that has really passed.
    let page = office.get("/simulador").await.text;
    assert!(
        page.contains("En la simulación ya es") && page.contains("Va 1 h adelantado"),
        "{page}"
    );
    assert_eq!(leap(&office, "manana").await, "flash-fast-forward");
    let ahead = office.app.engine.clock().ahead_ms();
    assert!((9 * HOUR_MS..=35 * HOUR_MS).contains(&ahead), "{ahead}");
    assert_eq!(leap(&office, "-5m").await, "", "there is no way back");
    let office = office.start_again().await;
    assert_eq!(office.app.engine.clock().ahead_ms(), ahead);
    office.stop().await;
}

#[actix_web::test]
async fn a_real_line_sets_it_right_and_keeps_it_so() {
    let (office, fake) = (Office::open(Role::Admin).await, FakeEvolution::start().await);
    assert_eq!(leap(&office, "15m").await, "flash-fast-forward");
    office.add(&fake, "Ventas Norte").await;
    assert_eq!(office.app.engine.clock().ahead_ms(), 0);
    assert_eq!(leap(&office, "1m").await, "flash-bad-fast-real");
    assert_eq!(office.app.engine.clock().ahead_ms(), 0);
    let page = office.get("/simulador?linea=1").await.text;
    assert!(page.contains("porque la línea Ventas Norte atiende"), "{page}");
    assert!(!page.contains("name=\"cuanto\""), "{page}");
    let office = office.start_again().await;
    assert_eq!(office.app.engine.clock().ahead_ms(), 0);
    office.stop().await;
}
