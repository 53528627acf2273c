//! Files of messages: from a gateway that behaves and misbehaves, through the engine's journal, to the folder.

mod gateway;

mod pages;
mod place;

use std::fs;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::Bytes;
use proptest::prelude::*;
use relevo::domain::file::FileFault;
use relevo::domain::reason;
use relevo::gateway::GatewayError;
use relevo::media::{Limits, PREVIEW_MOST};
use relevo::store::files::FileState;

use gateway::{Comes, Files};
use place::{Place, file};

const MIB: u64 = 1024 * 1024;

#[actix_web::test]
async fn a_file_is_brought_once_and_is_there_from_then_on() {
    let place = Place::open().await;
    let (photo, files) = (file("A"), Files::new(MIB));
    let bytes = png(700_000);
    files.put(&photo, Comes::Whole(bytes.clone(), 1_337));
    let house = &place.run.house;

    let first = place.media.obtain(house, &files, &photo).await.unwrap();
    assert_eq!(fs::read(&first.path).unwrap(), bytes);
    assert_eq!((first.size, first.mime.as_str()), (700_000, "image/png"));
    assert!(first.path.to_str().unwrap().ends_with(&format!(
        "{}/{}",
        &first.hash[..2],
        &first.hash[2..]
    )));
    // At once, whether the journal has written it or not.
    assert_eq!(place.media.obtain(house, &files, &photo).await.unwrap(), first);
    let noted = place.noted_stored(&photo).await;
    let (hash, mime) = (first.hash.clone(), first.mime.clone());
    assert_eq!(noted, FileState::Stored { hash, size: 700_000, mime });
    assert_eq!(place.stored(), std::slice::from_ref(&first.path), "nothing half written is left");

    let place = place.restart().await;
    let again = place.media.obtain(&place.run.house, &files, &photo).await.unwrap();
    assert_eq!((again, files.asked()), (first, 1));
    place.app.stop().await;
}

#[actix_web::test]
async fn equal_files_are_stored_once() {
    let place = Place::open().await;
    let (one, other, files) = (file("A"), file("B"), Files::new(MIB));
    for (name, size) in [(&one, 10), (&other, 999)] {
        files.put(name, Comes::Whole(png(5_000), size));
    }
    let house = &place.run.house;
    let first = place.media.obtain(house, &files, &one).await.unwrap();
    let second = place.media.obtain(house, &files, &other).await.unwrap();
    assert_eq!(first, second);
    assert_eq!(place.stored().len(), 1);
    place.app.stop().await;
}

#[actix_web::test]
async fn a_damaged_file_is_brought_again() {
    let place = Place::open().await;
    let (photo, files) = (file("A"), Files::new(MIB));
    files.put(&photo, Comes::Whole(png(5_000), 500));
    let stored = place.media.obtain(&place.run.house, &files, &photo).await.unwrap();
    place.noted_stored(&photo).await;
    for restarted in [false, true] {
        fs::write(&stored.path, b"\x89PNG").unwrap();
        let healed = place.media.obtain(&place.run.house, &files, &photo).await.unwrap();
        assert_eq!(fs::read(healed.path).unwrap(), png(5_000), "restarted: {restarted}");
    }
    fs::remove_file(&stored.path).unwrap();
    let place = place.restart().await;
    let healed = place.media.obtain(&place.run.house, &files, &photo).await.unwrap();
    assert_eq!((fs::read(healed.path).unwrap(), files.asked()), (png(5_000), 4));
    place.app.stop().await;
}

#[actix_web::test]
async fn a_file_that_is_too_large_is_broken_off_and_refused() {
    let place = Place::open().await;
    let (house, files) = (&place.run.house, Files::new(MIB));
    let (endless, exaggerated, fits) = (file("A"), file("B"), file("C"));
    files.put(&endless, Comes::Endless);
    let error = place.media.obtain(house, &files, &endless).await.unwrap_err();
    assert_eq!(error, GatewayError::Never(reason::FILE_TOO_LARGE.into()));
    let taken = files.taken.load(Ordering::SeqCst) as u64 * 4_096;
    assert!((MIB..MIB + 512 * 1024).contains(&taken), "{taken} bytes were taken");
    let why = FileFault::Refused;
    let refused = FileState::Missing { why, error: reason::FILE_TOO_LARGE.into() };
    assert_eq!(place.noted_missing(&endless).await, refused);
    // Known by now: nobody is asked.
    let again = place.media.obtain(house, &files, &endless).await;
    assert_eq!((again.unwrap_err(), files.asked()), (error.clone(), 1));

    let declared = relevo::domain::file::FileRef { size: Some(MIB + 1), ..exaggerated };
    assert_eq!(place.media.obtain(house, &files, &declared).await.unwrap_err(), error);
    assert_eq!(files.asked(), 1, "what is declared too large is not even asked for");

    let limit = usize::try_from(MIB).unwrap();
    files.put(&fits, Comes::Whole(png(limit), 65_536));
    assert_eq!(place.media.obtain(house, &files, &fits).await.unwrap().size, MIB);
    assert_eq!(place.stored().len(), 1);
    place.app.stop().await;
}

#[actix_web::test]
async fn a_file_that_is_lost_is_asked_for_again_only_by_who_insists() {
    let place = Place::open().await;
    let (house, files, photo) = (&place.run.house, Files::new(MIB), file("A"));
    files.put(&photo, Comes::Not(GatewayError::Never("410 gone".into())));
    let lost = GatewayError::Never("410 gone".into());
    assert_eq!(place.media.obtain(house, &files, &photo).await.unwrap_err(), lost);
    let missing = FileState::Missing { why: FileFault::Lost, error: "410 gone".into() };
    assert_eq!(place.noted_missing(&photo).await, missing);
    assert_eq!(place.media.obtain(house, &files, &photo).await.unwrap_err(), lost);
    assert_eq!(files.asked(), 1);
    assert_eq!(place.media.fetch_again(house, &files, &photo).await.unwrap_err(), lost);
    assert_eq!(files.asked(), 2);
    files.put(&photo, Comes::Whole(png(99), 10));
    let stored = place.media.fetch_again(house, &files, &photo).await.unwrap();
    place.noted_stored(&photo).await;
    assert_eq!(place.media.obtain(house, &files, &photo).await.unwrap(), stored);
    assert_eq!(files.asked(), 3);

    let empty = file("B");
    files.put(&empty, Comes::Whole(Vec::new(), 1));
    let error = place.media.obtain(house, &files, &empty).await.unwrap_err();
    assert!(matches!(error, GatewayError::Never(_)), "{error}");
    place.app.stop().await;
}

#[actix_web::test]
async fn what_breaks_on_the_way_leaves_nothing_and_may_be_tried_again() {
    let limits = Limits { deadline: Duration::from_millis(300), ..Limits::default() };
    let place = Place::open_with(limits).await;
    let (house, files) = (&place.run.house, Files::new(MIB));
    let (broken, slow) = (file("A"), file("B"));
    let passing = [
        (GatewayError::Again("502".into()), GatewayError::Again("502".into())),
        (GatewayError::NotConnected("down".into()), GatewayError::NotConnected("down".into())),
        (GatewayError::Unknown("cut".into()), GatewayError::Again("cut".into())),
    ];
    for (breaks, expected) in passing {
        files.put(&broken, Comes::Breaks(png(600_000), breaks));
        let error = place.media.obtain(house, &files, &broken).await.unwrap_err();
        assert_eq!(error, expected);
    }
    files.put(&slow, Comes::Stalls);
    let error = place.media.obtain(house, &files, &slow).await.unwrap_err();
    assert!(matches!(error, GatewayError::Again(_)), "{error}");
    assert_eq!((place.row(&broken), place.row(&slow)), (None, None), "nothing is noted");
    assert!(place.stored().is_empty());
    files.put(&broken, Comes::Whole(png(600_000), 1_000));
    assert!(place.media.obtain(house, &files, &broken).await.is_ok());
    place.app.stop().await;
}

#[actix_web::test]
async fn who_asks_at_the_same_time_shares_one_fetch() {
    let place = Place::open().await;
    let (house, files, photo) = (&place.run.house, Files::gated(MIB), file("A"));
    files.put(&photo, Comes::Whole(png(5_000), 500));
    let ask = || place.media.obtain(house, &files, &photo);
    let open = async {
        files.at_the_gate(1).await;
        files.gate.close();
    };
    let (one, two, three, ()) = tokio::join!(ask(), ask(), ask(), open);
    let one = one.unwrap();
    assert_eq!((two.unwrap(), three.unwrap()), (one.clone(), one));
    assert_eq!(files.asked(), 1);
    place.app.stop().await;
}

#[actix_web::test]
async fn who_gives_up_half_way_does_not_take_the_others_along() {
    let place = Place::open().await;
    let (house, files, photo) = (&place.run.house, Files::gated(MIB), file("A"));
    files.put(&photo, Comes::Whole(png(5_000), 500));
    let mut first = Box::pin(place.media.obtain(house, &files, &photo));
    let mut second = Box::pin(place.media.obtain(house, &files, &photo));
    tokio::select! {
        _ = &mut first => panic!("the gate is shut"),
        () = files.at_the_gate(1) => {}
    }
    tokio::select! {
        biased;
        _ = &mut second => panic!("the first is still under way"),
        () = std::future::ready(()) => {}
    }
    drop(first);
    files.gate.close();
    assert_eq!(second.await.unwrap().size, 5_000);
    assert_eq!(place.stored().len(), 1);
    place.app.stop().await;
}

#[actix_web::test]
async fn files_wanted_ahead_come_few_at_a_time_and_are_there_when_asked_for() {
    let limits = Limits { wanted: 6, ..Limits::default() };
    let place = Place::open_with(limits).await;
    let files = Arc::new(Files::gated(MIB));
    let wanted: Vec<_> = (0..8).map(|n| file(&format!("W{n}"))).collect();
    for (n, wanted) in wanted.iter().enumerate() {
        files.put(wanted, Comes::Whole(png(1_000 + n), 100));
        let (house, gateway) = (place.run.house.clone(), files.clone());
        place.media.want(house, gateway, wanted.clone());
    }
    files.at_the_gate(2).await;
    assert_eq!(files.asked(), 2, "more wait for their turn");
    files.gate.add_permits(1);
    while files.asked() < 3 {
        tokio::task::yield_now().await;
    }
    files.gate.close();
    for wanted in &wanted[..6] {
        place.noted_stored(wanted).await;
    }
    assert_eq!(
        (place.row(&wanted[6]), place.row(&wanted[7])),
        (None, None),
        "too many were wanted"
    );
    assert_eq!(files.asked(), 6);
    place.media.obtain(&place.run.house, &*files, &wanted[0]).await.unwrap();
    assert_eq!(files.asked(), 6);
    place.media.obtain(&place.run.house, &*files, &wanted[6]).await.unwrap();
    assert_eq!(files.asked(), 7);
    place.app.stop().await;
}

#[test]
fn many_files_that_are_looked_up_leave_threads_for_others() {
    let system = actix_web::rt::System::with_tokio_rt(|| {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.enable_all().max_blocking_threads(16).build().unwrap()
    });
    system.block_on(async {
        let place = Place::open().await;
        let readers = place.app.database.readers();
        // Whoever wants to know something of the store has to wait.
        let taken: Vec<_> = (0..readers.max_size()).map(|_| readers.get().unwrap()).collect();
        let files = Arc::new(Files::new(MIB));
        let wanted: Vec<_> = (0..200).map(|n| file(&format!("W{n}"))).collect();
        for wanted in &wanted {
            files.put(wanted, Comes::Whole(png(1_000), 100));
            place.media.want(place.run.house.clone(), files.clone(), wanted.clone());
        }
        // Each has begun to be looked up, or waits for its turn.
        for _ in 0..wanted.len() {
            tokio::task::yield_now().await;
        }
        let others = place.media.keep_preview(Bytes::from(png(300)));
        let kept = tokio::time::timeout(Duration::from_secs(5), others).await;
        assert!(kept.expect("a thread is free").is_some());
        drop(taken);
        place.noted_stored(&wanted[199]).await;
        place.app.stop().await;
    });
}

#[actix_web::test]
async fn what_was_to_be_opened_once_goes_when_it_was_carried() {
    let place = Place::open().await;
    let (house, files) = (&place.run.house, Files::new(MIB));
    let preview = place.media.keep_preview(Bytes::from(png(300))).await.unwrap();
    let (mut once, twin, alone) = (file("A"), file("B"), file("C"));
    once.preview = Some(preview);
    for file in [&once, &twin] {
        files.put(file, Comes::Whole(png(5_000), 500));
    }
    files.put(&alone, Comes::Whole(png(7_000), 500));
    let shared = place.media.obtain(house, &files, &once).await.unwrap();
    place.media.obtain(house, &files, &twin).await.unwrap();
    let gone = place.media.obtain(house, &files, &alone).await.unwrap();

    place.media.used(house, &once).await;
    place.media.used(house, &alone).await;
    assert_eq!(
        place.stored(),
        std::slice::from_ref(&shared.path),
        "the twin still needs its bytes"
    );
    assert!(!gone.path.exists());
    for used in [&once, &alone] {
        let missing = FileState::Missing { why: FileFault::Used, error: String::new() };
        assert_eq!(place.noted_missing(used).await, missing);
        for error in [
            place.media.obtain(house, &files, used).await.unwrap_err(),
            place.media.fetch_again(house, &files, used).await.unwrap_err(),
        ] {
            assert!(matches!(error, GatewayError::Never(_)), "{error}");
        }
    }
    assert_eq!(files.asked(), 3, "nobody sees it a second time");
    // The same after a restart, when only the database knows.
    let place = place.restart().await;
    let house = &place.run.house;
    assert!(place.media.fetch_again(house, &files, &once).await.is_err());
    place.media.used(house, &twin).await;
    assert!(!shared.path.exists());
    place.app.stop().await;
}

#[actix_web::test]
async fn only_small_pictures_are_kept_as_previews() {
    let place = Place::open().await;
    let kept = place.media.keep_preview(Bytes::from(png(PREVIEW_MOST))).await.unwrap();
    assert!(place.media.path_of(&kept).unwrap().exists());
    for bad in
        [png(PREVIEW_MOST + 1), b"<svg onload=alert(1)>".to_vec(), Vec::new(), b"GIF89a".to_vec()]
    {
        assert_eq!(place.media.keep_preview(Bytes::from(bad)).await, None);
    }
    for no_hash in ["", "../../etc/passwd", &"g".repeat(64), &"A".repeat(64), &"é".repeat(32)] {
        assert_eq!(place.media.path_of(no_hash), None, "{no_hash}");
    }
    place.app.stop().await;
}

#[actix_web::test]
async fn what_a_crash_left_half_written_is_gone_at_the_next_start() {
    let place = Place::open().await;
    let half = place.folder().join("incoming");
    fs::create_dir_all(&half).unwrap();
    fs::write(half.join("x1"), b"half").unwrap();
    let photo = file("A");
    let files = Files::new(MIB);
    files.put(&photo, Comes::Whole(png(50), 50));
    let place = place.restart().await;
    assert!(place.stored().is_empty());
    assert!(place.media.obtain(&place.run.house, &files, &photo).await.is_ok());
    place.app.stop().await;
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However the bytes come, the folder has exactly them, and once.
    #[test]
    fn any_bytes_in_any_pieces_are_kept_as_they_are(
        bodies in prop::collection::vec((prop::collection::vec(any::<u8>(), 1..3_000), 1_usize..900), 1..6),
    ) {
        actix_web::rt::System::new().block_on(async {
            let place = Place::open().await;
            let files = Files::new(2_000);
            let mut different = std::collections::BTreeSet::new();
            for (n, (body, pieces)) in bodies.iter().enumerate() {
                let file = file(&format!("P{n}"));
                files.put(&file, Comes::Whole(body.clone(), *pieces));
                let brought = place.media.obtain(&place.run.house, &files, &file).await;
                if body.len() > 2_000 {
                    assert!(matches!(brought, Err(GatewayError::Never(_))));
                } else {
                    let stored = brought.unwrap();
                    assert_eq!(&fs::read(&stored.path).unwrap(), body);
                    assert_eq!(stored.size, body.len() as u64);
                    different.insert(body.clone());
                }
            }
            assert_eq!(place.stored().len(), different.len());
            place.app.stop().await;
        });
    }
}

/// So many bytes that begin as a picture does.
fn png(size: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.resize(size, 7);
    bytes
}
