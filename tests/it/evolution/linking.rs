//! A look at a server before a line is connected to it; linking by a code to type; unlinking.

use relevo::domain::inbound::Connection;
use relevo::domain::phone::Phone;
use relevo::gateway::evolution::EvolutionConfig;
use relevo::gateway::evolution::check::{Found, Instance, Trouble, check};
use relevo::gateway::{Gateway, LinkState};

use super::answers::impatient;
use super::fake::{BOT, FakeEvolution, INSTANCE};

#[tokio::test]
async fn what_is_at_the_address_is_found_without_changing_anything() {
    let fake = FakeEvolution::start().await;
    let there = |reports_to: Option<&str>| Instance {
        connection: Some(Connection::Connected),
        number: Phone::from_digits(BOT),
        reports_to: reports_to.map(str::to_owned),
    };
    let found = |instance| Ok(Found { version: "2.3.7".into(), instance });
    assert_eq!(check(&fake.config()).await, found(Some(there(None))));
    fake.set_webhook("https://otro.example/aviso", &[]);
    let elsewhere = there(Some("https://otro.example/aviso"));
    assert_eq!(check(&fake.config()).await, found(Some(elsewhere)));
    let new = EvolutionConfig { instance: "nueva".into(), ..fake.config() };
    assert_eq!(check(&new).await, found(None));
    fake.disconnect(401);
    let unlinked = check(&fake.config()).await.unwrap().instance.unwrap();
    assert_eq!((unlinked.connection, unlinked.number), (Some(Connection::Disconnected), None));
    let asked = fake.asked();
    assert!(asked.iter().all(|asked| asked.method == "GET"), "{asked:?}");
}

#[tokio::test]
async fn each_trouble_is_told_from_the_others() {
    let fake = FakeEvolution::start().await;
    let config = fake.config();
    let at = |url: &str| EvolutionConfig { base_url: url.into(), ..config.clone() };
    let wrong = EvolutionConfig { api_key: "other".into(), ..config.clone() };
    assert_eq!(check(&wrong).await, Err(Trouble::WrongKey));
    assert_eq!(check(&at("http://no-such-host.invalid")).await, Err(Trouble::NoSuchHost));
    assert_eq!(check(&at("http://127.0.0.1:1")).await, Err(Trouble::Closed));
    let secure = fake.url().replace("http://", "https://");
    assert_eq!(check(&at(&secure)).await, Err(Trouble::Tls));
    assert!(matches!(check(&at("http://a:b@localhost")).await, Err(Trouble::Config(_))));
    for version in ["1.8.2", "2.1.9", "x"] {
        fake.claim_version(version);
        assert_eq!(check(&config).await, Err(Trouble::TooOld(version.into())));
    }
    fake.claim_version("2.4.0-rc1");
    assert!(check(&config).await.is_ok());
    fake.faults(|faults| faults.down = 1);
    assert_eq!(check(&config).await, Err(Trouble::Unreachable));
    fake.faults(|faults| faults.not_evolution = true);
    assert_eq!(check(&config).await, Err(Trouble::NotEvolution));
}

#[tokio::test]
async fn a_code_to_type_is_had_even_where_a_code_to_scan_is_shown_already() {
    let fake = FakeEvolution::start().await;
    let line = impatient(&fake.config());
    let phone = Phone::from_digits(BOT).unwrap();
    fake.disconnect(401);
    // Linking has begun without a number: the server would go on without one.
    line.connect().await.unwrap();
    assert_eq!(line.connect().await.unwrap().pairing, None);
    let state = line.pair(&phone).await.unwrap();
    assert_eq!(state.pairing.as_deref(), Some("ABCD1234"));
    assert_eq!(state.connection, Connection::WaitingForQr);
    let asked = fake.asked();
    let paths: Vec<&str> = asked.iter().map(|asked| asked.path.as_str()).collect();
    assert!(paths.contains(&&*format!("/instance/logout/{INSTANCE}")), "{paths:?}");
    assert!(paths.contains(&&*format!("/instance/connect/{INSTANCE}?number={BOT}")), "{paths:?}");
    fake.reconnect();
    assert_eq!(line.pair(&phone).await.unwrap(), LinkState::of(Connection::Connected));
}

#[tokio::test]
async fn unlinking_twice_is_harmless() {
    let fake = FakeEvolution::start().await;
    let line = impatient(&fake.config());
    line.log_out().await.unwrap();
    assert_eq!(line.link_state().await.unwrap().connection, Connection::Disconnected);
    line.log_out().await.unwrap();
}
