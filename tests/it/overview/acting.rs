//! Who acts on which case from its page: what each role may, and whose cases an operator has.

use actix_web::http::StatusCode;
use relevo::domain::ids::TicketNo;
use relevo::store::tickets::{self, TicketState};
use relevo::store::users::Role;

use super::house::{Guest, House, LINE};

/// The first case that waits: those before it are closed.
const CASE: i64 = 21;
const CARRIED_OUT: StatusCode = StatusCode::SEE_OTHER;

#[actix_web::test]
async fn operators_act_on_the_own_case_as_far_as_they_may_and_on_no_other() {
    let house = House::with(20, 3).await;
    let mariela = house.guest("mariela", Role::Supervisor, None).await;
    let (juan, carla) = (
        house.guest("juan", Role::Operator, Some(1)).await,
        house.guest("carla", Role::Operator, Some(2)).await,
    );
    // It is nobody's yet.
    for operator in [&juan, &carla] {
        assert_eq!(seen(&house, operator).await, StatusCode::NOT_FOUND);
        assert_eq!(act(&house, operator, "asignar", "1").await, StatusCode::NOT_FOUND);
    }
    assert_eq!(act(&house, &mariela, "asignar", "1").await, CARRIED_OUT);
    assert_eq!(state(&house), (TicketState::InProgress, Some(1)));

    assert_eq!(seen(&house, &juan).await, StatusCode::OK);
    assert_eq!(seen(&house, &carla).await, StatusCode::NOT_FOUND);
    assert_eq!(act(&house, &juan, "nota", "").await, CARRIED_OUT);
    for verb in ["transferir", "devolver", "escalar", "asignar", "mover"] {
        assert_eq!(act(&house, &juan, verb, "2").await, StatusCode::FORBIDDEN, "{verb}");
        assert_eq!(act(&house, &carla, verb, "2").await, StatusCode::NOT_FOUND, "{verb}");
    }
    assert_eq!(act(&house, &carla, "cerrar", "").await, StatusCode::NOT_FOUND);
    assert_eq!(state(&house), (TicketState::InProgress, Some(1)));

    // Handed on, it is somebody else's; who has attended it may still read it.
    assert_eq!(act(&house, &mariela, "transferir", "2").await, CARRIED_OUT);
    assert_eq!(state(&house), (TicketState::InProgress, Some(2)));
    assert_eq!(seen(&house, &carla).await, StatusCode::OK);
    assert_eq!(seen(&house, &juan).await, StatusCode::OK);
    assert_eq!(act(&house, &juan, "cerrar", "").await, StatusCode::FORBIDDEN);
    assert_eq!(act(&house, &carla, "cerrar", "").await, CARRIED_OUT);
    assert_eq!(state(&house).0, TicketState::Closed);
    house.app.stop().await;
}

async fn seen(house: &House, guest: &Guest) -> StatusCode {
    house.get(guest, &format!("/tickets/{CASE}?linea={LINE}")).await.status
}

async fn act(house: &House, guest: &Guest, verb: &str, target: &str) -> StatusCode {
    let fields = [("linea", "1"), ("destino", target), ("texto", "así lo pidió el cliente")];
    house.post(guest, &format!("/tickets/{CASE}/{verb}"), &fields).await.status
}

/// How the case stands in the tables, and who attends it.
fn state(house: &House) -> (TicketState, Option<i64>) {
    let mut conn = house.panel.pool().get().unwrap();
    let ticket = tickets::find(&mut conn, LINE, TicketNo(CASE)).unwrap().unwrap().ticket;
    (ticket.state, ticket.agent.map(|(agent, _)| agent.0))
}
