//! A folder outside the browser that somebody let the page write to. Only some browsers grant one.

use gloo::file::futures::read_as_bytes;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions,
    FileSystemWritableFileStream,
};

const PICKER: &str = "showDirectoryPicker";
/// The folder is remembered in a database of its own: it is no text, and no part of anybody's work.
const DATABASE: &str = "caseread-folder";
const STORE: &str = "folder";
const KEY: &str = "copies";

/// The folder.
pub struct Folder {
    handle: FileSystemDirectoryHandle,
}

/// Why a folder could not be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FolderFault {
    /// The browser, or whoever looks after it, does not let pages write to folders.
    NotAllowed,
    /// The folder, or the file in it, is not there.
    Gone,
    /// There is no room.
    Full,
    /// What was written does not read back as it was written.
    Differs,
    /// Anything else.
    Failed,
}

/// Whether this browser lets a page ask for a folder.
pub fn is_offered() -> bool {
    picker().is_some()
}

fn picker() -> Option<Function> {
    Reflect::get(&js_sys::global(), &PICKER.into()).ok()?.dyn_into().ok()
}

impl Folder {
    /// Asks for a folder. `None` where the question was put away.
    ///
    /// # Errors
    /// That the browser does not allow it.
    pub async fn choose() -> Result<Option<Self>, FolderFault> {
        let picker = picker().ok_or(FolderFault::NotAllowed)?;
        let options = permission()?;
        let asked = picker.call1(&js_sys::global(), &options).map_err(|why| fault(&why))?;
        match JsFuture::from(Promise::resolve(&asked)).await {
            Ok(handle) => Ok(Some(Self { handle: handle.unchecked_into() })),
            Err(why) if name_of(&why) == "AbortError" => Ok(None),
            Err(why) => Err(fault(&why)),
        }
    }

    /// The folder of an earlier visit.
    pub async fn remembered() -> Option<Self> {
        if !is_offered() {
            return None;
        }
        let database = database().await.ok()?;
        let transaction = database.transaction(STORE).build().ok()?;
        let store = transaction.object_store(STORE).ok()?;
        let handle: Option<JsValue> = store.get(KEY).primitive().ok()?.await.ok()?;
        Some(Self { handle: handle?.dyn_into().ok()? })
    }

    /// Remembers the folder for later visits; where it cannot be, it is asked for again.
    pub async fn remember(&self) {
        let _ = put(Some(self.handle.clone().into())).await;
    }

    /// Forgets the folder of earlier visits.
    pub async fn forget() {
        let _ = put(None).await;
    }

    /// Its name. Where it lies is not told to a page.
    pub fn name(&self) -> String {
        self.handle.name()
    }

    /// Whether it may be written to now, without a question.
    pub async fn is_allowed(&self) -> bool {
        self.permission("queryPermission").await
    }

    /// Asks to write to it again. It has to follow a click.
    pub async fn ask(&self) -> bool {
        self.permission("requestPermission").await
    }

    async fn permission(&self, method: &str) -> bool {
        let asked = async {
            let method = Reflect::get(&self.handle, &method.into())?;
            let options = permission().map_err(|_| JsValue::NULL)?;
            let asked = method.dyn_into::<Function>()?.call1(&self.handle, &options)?;
            JsFuture::from(Promise::resolve(&asked)).await
        };
        asked.await.is_ok_and(|state| state == "granted")
    }

    /// Writes a new file and reads it back. One of that name stays as it is: the new one gets a number.
    /// Gives its name.
    ///
    /// # Errors
    /// Why there is no such file now.
    pub async fn write_new(&self, name: &str, text: &str) -> Result<String, FolderFault> {
        let name = self.free_name(name).await?;
        let written = self.write(&name, text).await;
        if written.is_err() {
            // Half a file, or an empty one, would look like a copy.
            let _ = JsFuture::from(self.handle.remove_entry(&name)).await;
        }
        written.map(|()| name)
    }

    async fn free_name(&self, name: &str) -> Result<String, FolderFault> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let names = (2..1000).map(|number| format!("{stem}-{number}.{ending}"));
        for name in std::iter::once(name.to_owned()).chain(names) {
            match JsFuture::from(self.handle.get_file_handle(&name)).await {
                Err(why) if name_of(&why) == "NotFoundError" => return Ok(name),
                Err(why) if name_of(&why) != "TypeMismatchError" => return Err(fault(&why)),
                _ => {}
            }
        }
        Err(FolderFault::Failed)
    }

    async fn write(&self, name: &str, text: &str) -> Result<(), FolderFault> {
        let written = async {
            let options = FileSystemGetFileOptions::new();
            options.set_create(true);
            let file = self.handle.get_file_handle_with_options(name, &options);
            let file: FileSystemFileHandle = JsFuture::from(file).await?.unchecked_into();
            let out: FileSystemWritableFileStream =
                JsFuture::from(file.create_writable()).await?.unchecked_into();
            JsFuture::from(out.write_with_str(text)?).await?;
            JsFuture::from(out.close()).await
        };
        written.await.map_err(|why| fault(&why))?;
        let back = self.read(name).await?;
        if back == text.as_bytes() { Ok(()) } else { Err(FolderFault::Differs) }
    }

    /// The bytes of a file in it.
    ///
    /// # Errors
    /// Why they cannot be had.
    pub async fn read(&self, name: &str) -> Result<Vec<u8>, FolderFault> {
        let found = async {
            let file = JsFuture::from(self.handle.get_file_handle(name)).await?;
            let file = file.unchecked_into::<FileSystemFileHandle>();
            JsFuture::from(file.get_file()).await
        };
        let file: File = found.await.map_err(|why| fault(&why))?.unchecked_into();
        read_as_bytes(&file.into()).await.map_err(|_| FolderFault::Failed)
    }
}

/// To read and write.
fn permission() -> Result<Object, FolderFault> {
    let options = Object::new();
    Reflect::set(&options, &"mode".into(), &"readwrite".into()).map_err(|_| FolderFault::Failed)?;
    Ok(options)
}

async fn database() -> Result<Database, FolderFault> {
    let opening = Database::open(DATABASE).with_version(1_u8).with_on_upgrade_needed(|_, db| {
        db.create_object_store(STORE).build()?;
        Ok(())
    });
    opening.await.map_err(|_| FolderFault::Failed)
}

async fn put(handle: Option<JsValue>) -> Result<(), indexed_db_futures::error::Error> {
    let Ok(database) = database().await else { return Ok(()) };
    let writing = database.transaction(STORE).with_mode(TransactionMode::Readwrite);
    let transaction = writing.build()?;
    let store = transaction.object_store(STORE)?;
    match handle {
        Some(handle) => drop(store.put(handle).with_key(KEY).primitive()?.await?),
        None => store.clear()?.await?,
    }
    transaction.commit().await
}

fn name_of(why: &JsValue) -> String {
    why.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default()
}

fn fault(why: &JsValue) -> FolderFault {
    match name_of(why).as_str() {
        "NotAllowedError" | "SecurityError" => FolderFault::NotAllowed,
        "NotFoundError" => FolderFault::Gone,
        "QuotaExceededError" => FolderFault::Full,
        _ => FolderFault::Failed,
    }
}
