"""The registry of facets: one row each, in the order in which reports list them."""

from __future__ import annotations

from factcheck.facets import Facet
from factcheck.facets.attribution import AttributionFacet
from factcheck.facets.date import DateFacet
from factcheck.facets.designation import DesignationFacet
from factcheck.facets.quantity import QuantityFacet
from factcheck.facets.quotation import QuotationFacet
from factcheck.facets.status import StatusFacet
from factcheck.records import FacetName

FACETS: dict[FacetName, Facet] = {
    "designation": DesignationFacet(),
    "quantity": QuantityFacet(),
    "date": DateFacet(),
    "quotation": QuotationFacet(),
    "attribution": AttributionFacet(),
    "status": StatusFacet(),
}
