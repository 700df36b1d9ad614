"""Reading from the desk: text pasted, files dropped, a folder named; progress as one stream for all."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import StreamingResponse

from oathbook.desk.jobs import Reading
from oathbook.desk.problems import ERRORS, Refused
from oathbook.desk.schemas.desk import FailedInput, FolderIn, Job, Jobs, TextIn
from oathbook.desk.state import Desk, Owner, TheDesk
from oathbook.engine import Progress, ReadReport
from oathbook.reading import LIMIT_BYTES, RawInput

router = APIRouter(responses=ERRORS, tags=["reading"])
HEARTBEAT_S = 15.0
MOST_FILES = 500


@router.post("/reading/text", status_code=202)
def read_text(desk: TheDesk, user: Owner, given: TextIn) -> Job:
    """Reads a report that was pasted in."""
    document = desk.book.document_of(
        given.text, title=given.title, source=given.source, published=given.published, url=given.url
    )

    def work(progress: Progress) -> ReadReport:
        return desk.book.read_documents([document], progress=progress)

    return job_out(desk.jobs.add(document.title or "Pasted text", work, by=user.name))


@router.post("/reading/files", status_code=202)
async def read_files(
    desk: TheDesk,
    user: Owner,
    files: list[UploadFile],
    source: Annotated[str | None, Form()] = None,
    published: Annotated[str | None, Form()] = None,
) -> Job:
    """Reads files that were dropped; `source` and `published` stand in where a file does not say its own."""
    if len(files) > MOST_FILES:
        raise Refused(
            413, "too_many", f"{len(files)} files; drop at most {MOST_FILES}, or name their folder."
        )
    inputs = []
    for file in files:
        data = await file.read(LIMIT_BYTES + 1)
        inputs.append(RawInput(name=file.filename or "upload", data=data, size_bytes=len(data)))

    def work(progress: Progress) -> ReadReport:
        return desk.book.read_inputs(
            inputs, published=published or None, source=source or None, progress=progress
        )

    label = inputs[0].name if len(inputs) == 1 else f"{len(inputs)} files"
    return job_out(desk.jobs.add(label, work, by=user.name))


@router.post("/reading/folder", status_code=202)
def read_folder(desk: TheDesk, user: Owner, given: FolderIn) -> Job:
    """Reads a file or a whole folder of the machine that the desk runs on."""
    path = Path(given.path).expanduser()
    if not path.exists():
        raise Refused(404, "not_found", f"There is no {path} on the machine that the desk runs on.")

    def work(progress: Progress) -> ReadReport:
        return desk.book.read(
            path,
            published=given.published,
            source=given.source,
            again=given.again,
            workers=None,
            progress=progress,
        )

    return job_out(desk.jobs.add(str(path), work, by=user.name))


@router.post("/reading/examples", status_code=202)
def read_examples(desk: TheDesk, user: Owner) -> Job:
    """Reads the example reports that come with Oathbook."""
    return job_out(
        desk.jobs.add(
            "Example reports", lambda progress: desk.book.read_examples(progress=progress), by=user.name
        )
    )


@router.get("/reading/jobs")
def jobs(desk: TheDesk) -> Jobs:
    """The readings of this sitting, newest first."""
    return Jobs(items=[job_out(reading) for reading in desk.jobs.all()])


@router.get("/reading/jobs/{job_id}")
def job(desk: TheDesk, job_id: str) -> Job:
    """One reading as it stands."""
    return job_out(desk.jobs.get(job_id))


@router.delete("/reading/jobs/{job_id}")
def stop_job(desk: TheDesk, user: Owner, job_id: str) -> Job:
    """Ends a reading after the document at hand; what it has recorded stays."""
    del user
    return job_out(desk.jobs.stop(job_id))


@router.get("/events", response_class=StreamingResponse)
def events(desk: TheDesk, request: Request) -> StreamingResponse:
    """Server-sent events: `job` with a `Job` at each step, `recorded` with `{"mark": n}` when the book grows."""
    return StreamingResponse(_stream(desk, request), media_type="text/event-stream")


async def _stream(desk: Desk, request: Request) -> AsyncIterator[str]:
    step, told, mark = -1, dict[str, Reading](), -1
    while not desk.jobs.closed and not await request.is_disconnected():
        now, readings = await to_thread.run_sync(desk.jobs.wait, step, HEARTBEAT_S)
        if now == step:
            yield ": still here\n\n"
        for reading in reversed(readings):
            if told.get(reading.id) is not reading:
                yield _event("job", job_out(reading).model_dump_json())
        step, told = now, {reading.id: reading for reading in readings}
        newest = await to_thread.run_sync(desk.mark)
        if newest != mark:
            mark = newest
            yield _event("recorded", json.dumps({"mark": mark}))


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"


def job_out(reading: Reading) -> Job:
    """A reading on the wire."""
    step, report = reading.progress, reading.report
    return Job(
        id=reading.id,
        label=reading.label,
        by=reading.by,
        state=reading.state,
        asked=reading.asked,
        started=reading.started,
        ended=reading.ended,
        done=0 if step is None else step.done,
        total=0 if step is None else step.total,
        name="" if step is None else step.name,
        documents=0 if step is None else step.documents,
        documents_new=None if report is None else report.documents_new,
        documents_known=None if report is None else report.documents_known,
        claims=0 if step is None else step.claims,
        claims_new=None if report is None else report.claims_new,
        unresolved_times=None if report is None else report.unresolved_times,
        hint=None if report is None else report.hint,
        failed=[]
        if report is None
        else [FailedInput(name=f.name, cause=f.cause, remedy=f.remedy) for f in report.failed],
        error=reading.error,
    )
