"""HTTP: parse, call one use case, render.

A new endpoint is a view in a module of ``api.v1``, its shapes in ``api.v1.schemas``,
its right in ``service.access``; a new resource is named in ``api.v1.resources``. A
plain noun needs none of this: ``service.nouns`` describes it. Work of many seconds is a
job (``long_work``), an answer of a few seconds takes a turn (``answering``). A page
that is no resource is a blueprint, as ``feeds`` and ``health``, registered in ``app``.
"""
