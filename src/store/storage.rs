//! The disk as the store uses it: few operations, so that a simulated one can stand in for it and be stopped anywhere.
//!
//! Nothing here decides anything. What has to happen in which order stands in `disk`, `journal` and `session_file`.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Write},
    path::Path,
    sync::Arc,
};

/// A disk.
pub trait Storage: Send + Sync {
    /// Makes a file that can only grow and that nobody else may read. The name must be free.
    ///
    /// # Errors
    /// What the system says.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Log>>;

    /// Opens a file that can only grow.
    ///
    /// # Errors
    /// What the system says.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Log>>;

    /// How long an ordinary file is; `None` if it is something else. Links are not followed.
    ///
    /// # Errors
    /// What the system says.
    fn size(&self, path: &Path) -> io::Result<Option<u64>>;

    /// The first bytes of a file.
    ///
    /// # Errors
    /// What the system says.
    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>>;

    /// The names in a folder, in no order; those that are not text are left out.
    ///
    /// # Errors
    /// What the system says.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;

    /// Whether this is a folder.
    fn is_folder(&self, folder: &Path) -> bool;

    /// Makes one folder that only its owner may enter.
    ///
    /// # Errors
    /// What the system says.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    ///
    /// # Errors
    /// What the system says.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes sure that what was created, renamed or removed in a folder stays so.
    ///
    /// # Errors
    /// What the system says.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Gives a file another name in its folder, which must be free.
    ///
    /// # Errors
    /// What the system says.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file another name in its folder, in place of the one that has it.
    ///
    /// # Errors
    /// What the system says.
    fn rename_over(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Takes the lock that a file stands for; `None` if somebody else holds it. The file is made if it is not there.
    ///
    /// # Errors
    /// What the system says.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Lock>>>;

    /// Whether somebody holds this lock. Two who ask do not take one another for the owner.
    fn is_locked(&self, path: &Path) -> bool;
}

/// A disk that several hands use.
pub type Disk = Arc<dyn Storage>;

/// A file that is being appended to.
pub trait Log: Send {
    /// Puts bytes behind the others. After an error any part of them may stand there.
    ///
    /// # Errors
    /// What the system says.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Makes sure of everything that was written. An error is final: nobody knows what is on the disk, and the next
    /// success says nothing about it.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&mut self) -> io::Result<()>;

    /// Cuts off what stands behind this length.
    ///
    /// # Errors
    /// What the system says.
    fn truncate(&mut self, length: u64) -> io::Result<()>;

    /// Asks for room from this place on, so that a disk that fills up meanwhile does not stop the evening. Where it
    /// cannot be had, it is done without.
    fn reserve(&mut self, from: u64, bytes: u64);

    /// Whether the file still has this name: nobody moved it, removed it or took its disk away.
    fn is_at(&self, path: &Path) -> bool;
}

/// A lock, as long as it is held.
pub trait Lock: Send {
    /// Whether the lock's file still has this name.
    fn is_at(&self, path: &Path) -> bool;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Machine;

impl Storage for Machine {
    fn create(&self, path: &Path) -> io::Result<Box<dyn Log>> {
        Ok(Box::new(private(OpenOptions::new().append(true).create_new(true)).open(path)?))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Log>> {
        Ok(Box::new(private(OpenOptions::new().append(true)).open(path)?))
    }

    fn size(&self, path: &Path) -> io::Result<Option<u64>> {
        let metadata = fs::symlink_metadata(path)?;
        Ok(metadata.is_file().then_some(metadata.len()))
    }

    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>> {
        let file = private(OpenOptions::new().read(true)).open(path)?;
        // One byte more than it has: so its end is seen at the first read.
        let length = file.metadata().map_or(0, |metadata| metadata.len().min(at_most)) + 1;
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        file.take(at_most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name().into_string().ok()));
        // A name that is not text cannot have been given by Parlor.
        names.filter_map(Result::transpose).collect()
    }

    fn is_folder(&self, folder: &Path) -> bool {
        folder.is_dir()
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Elsewhere a folder cannot be opened as a file.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut unnamed = tempfile::TempPath::try_from_path(from)?;
        // Whoever asked keeps the file if it gets no name.
        unnamed.disable_cleanup(true);
        unnamed.persist_noclobber(to).map_err(|refused| refused.error)
    }

    fn rename_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Lock>>> {
        let file = private(OpenOptions::new().write(true).create(true).truncate(false)).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(why)) => Err(why),
        }
    }

    fn is_locked(&self, path: &Path) -> bool {
        let file = private(OpenOptions::new().read(true)).open(path);
        file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }
}

/// For the owner alone, whatever the umask; a symbolic link in the place of the file is not followed.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.mode(0o600).custom_flags(flags.bits().cast_signed());
    }
    options
}

impl Log for File {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn reserve(&mut self, from: u64, bytes: u64) {
        #[cfg(target_os = "linux")]
        let _ = rustix::fs::fallocate(&*self, rustix::fs::FallocateFlags::KEEP_SIZE, from, bytes);
        #[cfg(not(target_os = "linux"))]
        let _ = (from, bytes);
    }

    fn is_at(&self, path: &Path) -> bool {
        is_same(self, path)
    }
}

impl Lock for File {
    fn is_at(&self, path: &Path) -> bool {
        is_same(self, path)
    }
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &fs::Metadata, b: &fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => same(&open, &named),
        (_, Err(why)) => !matches!(why.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
        (Err(_), _) => true,
    }
}

#[cfg(not(unix))]
fn is_same(_file: &File, path: &Path) -> bool {
    path.exists()
}
