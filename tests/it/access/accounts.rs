//! Sessions, passwords, users.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use relevo::domain::ids::{AgentId, LineId};
use relevo::domain::settings::Language;
use relevo::store::users::{self, Role, UserRow};

use super::house::{House, PASSWORD, Person, with_cookie};

const HOUR: i64 = 3_600_000;
const NEW: &str = "cuatro gatos azules";

#[actix_web::test]
async fn a_session_goes_on_with_a_new_token_and_what_was_on_its_way_still_counts() {
    let house = House::open().await;
    let before = house.user("adm", Role::Admin).await;
    assert_eq!(house.visit(&before, "/cuenta").await.token(), None, "not yet");
    house.company.later(HOUR);
    let answer = house.visit(&before, "/cuenta").await;
    let after = Person { token: answer.token().expect("a new token"), ..before.clone() };
    assert_ne!(after.token, before.token);

    // What was asked side by side with it.
    let late = house.visit(&before, "/cuenta").await;
    assert_eq!((late.status, late.token()), (StatusCode::OK, None));
    // A form of a page from before is sent with the new token.
    let saved = house.post(&after, "/idioma", &[("idioma", "pt"), ("volver", "/cuenta")]).await;
    assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, "/cuenta"));
    // Pictures do not take a new token.
    house.company.later(HOUR);
    assert_eq!(house.get(Some(&after), "/tablero").await.token(), None);

    assert_eq!(house.get(Some(&before), "/cuenta").await.status, StatusCode::SEE_OTHER, "over");
    assert_eq!(house.get(Some(&after), "/cuenta").await.status, StatusCode::OK);
    let out = house.post(&after, "/salir", &[]).await;
    assert_eq!(out.header("location"), "/login");
    assert_eq!(house.get(Some(&after), "/cuenta").await.status, StatusCode::SEE_OTHER);
    house.close().await;
}

#[actix_web::test]
async fn leaving_ends_both_tokens_and_a_remembered_session_lasts_a_month() {
    let house = House::open().await;
    let before = house.user("adm", Role::Admin).await;
    house.company.later(HOUR);
    let answer = house.visit(&before, "/cuenta").await;
    let after = Person { token: answer.token().unwrap(), ..before.clone() };
    house.post(&after, "/salir", &[]).await;
    for person in [&before, &after] {
        assert_eq!(house.get(Some(person), "/cuenta").await.status, StatusCode::SEE_OTHER);
    }
    let fields = [("usuario", "adm"), ("clave", PASSWORD), ("seguir", "on")];
    let answer = house.post_open("/login", &fields).await;
    let token = answer.token().unwrap();
    let kept = Person { first: token.clone(), token, ..before };
    house.company.later(29 * 24 * HOUR);
    let answer = house.visit(&kept, "/cuenta").await;
    assert_eq!(answer.status, StatusCode::OK);
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").collect();
    assert!(cookies.iter().any(|c| c.to_str().unwrap().contains("Max-Age=86")), "{cookies:?}");
    let kept = Person { token: answer.token().unwrap(), ..kept };
    house.company.later(24 * HOUR + 1);
    assert_eq!(house.get(Some(&kept), "/cuenta").await.status, StatusCode::SEE_OTHER);
    house.close().await;
}

#[actix_web::test]
async fn a_password_is_changed_with_the_present_one_and_signs_the_others_out() {
    let house = House::open().await;
    let here = house.user("ope", Role::Operator).await;
    let there = house.sign_in(here.id).await;
    let change = |now: &'static str, new: &'static str, again: &'static str| {
        let house = &house;
        let here = here.clone();
        async move {
            let fields = [("ahora", now), ("clave", new), ("otra", again)];
            house.post(&here, "/cuenta/clave", &fields).await
        }
    };
    for (now, new, again) in [
        ("", NEW, NEW),
        (PASSWORD, "corta", "corta"),
        (PASSWORD, NEW, "otra"),
        (PASSWORD, PASSWORD, PASSWORD),
    ] {
        let answer = change(now, new, again).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{now} {new} {again}");
        assert!(!answer.text().contains(NEW) && !answer.text().contains(PASSWORD));
    }
    assert_eq!(change("no es esta", NEW, NEW).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = change(PASSWORD, NEW, NEW).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/cuenta"));
    let token = done.token().expect("a new session");
    let now = Person { first: token.clone(), token, ..here.clone() };
    assert_eq!(house.get(Some(&now), "/cuenta").await.status, StatusCode::OK);
    for gone in [&here, &there] {
        assert_eq!(house.get(Some(gone), "/cuenta").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(house.log_in("ope", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.log_in("ope", NEW).await.status, StatusCode::SEE_OTHER);

    for _ in 0..5 {
        let fields =
            [("ahora", "no es esta"), ("clave", "otra clave larga"), ("otra", "otra clave larga")];
        house.post(&now, "/cuenta/clave", &fields).await;
    }
    let fields = [("ahora", NEW), ("clave", "otra clave larga"), ("otra", "otra clave larga")];
    let refused = house.post(&now, "/cuenta/clave", &fields).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "however right it is now");
    house.close().await;
}

#[actix_web::test]
async fn somebody_new_is_invited_chooses_a_password_and_is_who_was_said() {
    let house = House::open().await;
    house.company.set_up().await;
    let admin = house.user("adm", Role::Admin).await;
    let new = [
        ("usuario", "Olga@Fibra.com"),
        ("nombre", "Olga"),
        ("rol", "operator"),
        ("agente", "1-1"),
        ("idioma", "pt"),
    ];
    let made = house.post(&admin, "/ajustes/usuarios", &new).await;
    let page = made.header("location").to_owned();
    assert!(page.starts_with("/ajustes/usuarios/"), "{} {}", made.status, made.text());
    let again = house.post(&admin, "/ajustes/usuarios", &new).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "that login is taken");
    assert!(again.text().contains("Ya hay alguien con ese usuario"));

    let shown = house.get(Some(&admin), &page).await.text();
    let link = shown.split("/invitacion?token=").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(house.log_in("olga@fibra.com", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let open = house.get(None, &format!("/invitacion?token={link}")).await;
    assert!(open.text().contains("Olga") && open.text().contains("lang=\"pt-BR\""));
    let choose = |password: &'static str| {
        let house = &house;
        async move {
            let fields = [("token", link), ("clave", password), ("otra", password)];
            house.post_open("/invitacion", &fields).await
        }
    };
    assert_eq!(choose("corta").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let in_house = choose(NEW).await;
    assert_eq!(in_house.status, StatusCode::SEE_OTHER);
    assert!(in_house.token().is_some());
    assert_eq!(choose(NEW).await.status, StatusCode::NOT_FOUND, "once");
    assert_eq!(
        house.get(None, &format!("/invitacion?token={link}")).await.status,
        StatusCode::NOT_FOUND
    );
    let shown = house.get(Some(&admin), &page).await.text();
    assert!(!shown.contains(link), "a link that was used is not shown any more");
    let olga = by_login(&house, "olga@fibra.com");
    assert_eq!((olga.role, olga.language), (Role::Operator, Language::Pt));
    assert_eq!(olga.attends, Some((LineId(1), AgentId(1))));

    let change = [("nombre", "Olga Ruiz"), ("rol", "supervisor"), ("agente", ""), ("idioma", "es")];
    assert_eq!(house.post(&admin, &page, &change).await.status, StatusCode::SEE_OTHER);
    let olga = by_login(&house, "olga@fibra.com");
    assert_eq!(
        (olga.name.as_str(), olga.role, olga.attends),
        ("Olga Ruiz", Role::Supervisor, None)
    );

    // A new link: what there was stops working at once.
    let session = house.sign_in(olga.id).await;
    house.post(&admin, &format!("{page}/enlace"), &[]).await;
    assert_eq!(house.get(Some(&session), "/cuenta").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.log_in("olga@fibra.com", NEW).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = house.get(Some(&admin), &page).await.text();
    let link = shown.split("/invitacion?token=").nth(1).unwrap().split('"').next().unwrap();
    house.company.later(3 * 24 * HOUR);
    assert_eq!(
        house.get(None, &format!("/invitacion?token={link}")).await.status,
        StatusCode::NOT_FOUND
    );

    let admin = house.sign_in(admin.id).await;
    let gone = house.post(&admin, &format!("{page}/eliminar"), &[]).await;
    assert_eq!(gone.header("location"), "/ajustes/usuarios");
    assert_eq!(house.get(Some(&admin), &page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        house.post(&admin, &format!("{page}/eliminar"), &[]).await.status,
        StatusCode::NOT_FOUND
    );
    let told = house.get(Some(&admin), "/ajustes/auditoria").await.text();
    assert!(told.contains("Eliminamos a Olga Ruiz") && !told.contains(link));
    house.close().await;
}

#[actix_web::test]
async fn nobody_locks_themselves_out_and_somebody_always_administers() {
    let house = House::open().await;
    let admin = house.user("adm", Role::Admin).await;
    let own = format!("/ajustes/usuarios/{}", admin.id);
    let demote = [("nombre", "Adm"), ("rol", "operator"), ("idioma", "es")];
    let refused = house.post(&admin, &own, &demote).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("No podés cambiar tu propio rol"));
    for deed in ["eliminar", "enlace"] {
        let refused = house.post(&admin, &format!("{own}/{deed}"), &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{deed}");
    }
    let renamed = [("nombre", "Adm Uno"), ("rol", "admin"), ("idioma", "es")];
    assert_eq!(house.post(&admin, &own, &renamed).await.status, StatusCode::SEE_OTHER);
    assert_eq!(by_login(&house, "adm").name, "Adm Uno");

    // Who is signed in has been demoted meanwhile by somebody else: the other one is the last.
    let other = house.user("otro", Role::Admin).await;
    let path = format!("/ajustes/usuarios/{}", other.id);
    assert_eq!(house.post(&admin, &path, &demote).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        house.get(Some(&other), "/ajustes/usuarios").await.status,
        StatusCode::FORBIDDEN,
        "at once"
    );
    let cookie = with_cookie(TestRequest::get().uri("/tablero"), Some(&other));
    let menu = house.ask(cookie).await.text();
    assert!(
        !menu.contains("/ajustes/") && menu.contains("href=\"/cuenta\""),
        "an operator sees no settings"
    );
    house.close().await;
}

fn by_login(house: &House, login: &str) -> UserRow {
    let mut conn = house.company.app.database.readers().get().unwrap();
    users::by_login(&mut conn, login).unwrap().unwrap()
}
