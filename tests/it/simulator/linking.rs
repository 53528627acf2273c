//! The line of the simulator is unlinked and linked, as a number on WhatsApp.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use relevo::domain::ids::Timestamp;
use relevo::domain::inbound::{Connection, Inbound};
use relevo::domain::phone::Phone;
use relevo::gateway::simulator::Simulator;
use relevo::gateway::{Gateway, GatewayError, LinkState};

#[tokio::test]
async fn codes_to_scan_and_to_type_renew_themselves_until_one_is_used() {
    let time = Arc::new(AtomicI64::new(1_000_000_000));
    let clock = Arc::clone(&time);
    let simulator =
        Simulator::in_memory(Arc::new(move || Timestamp(clock.load(Ordering::Relaxed))));
    assert_eq!(simulator.link_state().await, Ok(LinkState::of(Connection::Connected)));
    simulator.log_out().await.unwrap();
    let (id, told) = simulator.next_delivery().await;
    assert!(
        matches!(told, Inbound::Connection { state: Connection::WaitingForQr, .. }),
        "{told:?}"
    );
    simulator.ack(id);
    assert!(matches!(simulator.groups().await, Err(GatewayError::NotConnected(_))));
    let first = simulator.connect().await.unwrap();
    assert_eq!((first.connection, first.pairing.clone()), (Connection::WaitingForQr, None));
    let phone = Phone::from_digits("5493815550100").unwrap();
    let paired = simulator.pair(&phone).await.unwrap();
    assert_eq!(paired.qr, first.qr);
    let old = paired.pairing.unwrap();
    assert_eq!(old.len(), 8);
    time.fetch_add(60_000, Ordering::Relaxed);
    let renewed = simulator.link_state().await.unwrap();
    assert_ne!(renewed.qr, first.qr);
    let code = renewed.pairing.unwrap();
    assert_ne!(code, old);
    assert!(!simulator.type_code(&old) && !simulator.type_code("") && !simulator.type_code("<b>"));
    let typed = format!("{}-{}", &code[..4], &code[4..]).to_lowercase();
    assert!(simulator.type_code(&typed), "{typed}");
    assert_eq!(simulator.link_state().await, Ok(LinkState::of(Connection::Connected)));
    assert!(!simulator.type_code(&code), "it was used");
    simulator.unlink();
    assert_eq!(simulator.link_state().await.unwrap().pairing, None, "it was asked for before");
    simulator.scan();
    assert_eq!(simulator.link_state().await.unwrap().connection, Connection::Connected);
}
